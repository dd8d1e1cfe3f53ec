from tests.mail.fixtures import certificates, imap_server, smtp_server, trusted

__all__ = ["certificates", "imap_server", "smtp_server", "trusted"]
