"""The front of the service: one open database, its concerns as attributes."""

from __future__ import annotations

from datetime import date
from types import TracebackType
from typing import Self

from followup.service.agenda import Agenda
from followup.service.archives import Archives
from followup.service.attachments import Attachments
from followup.service.calendar import Calendar
from followup.service.colleagues import Colleagues
from followup.service.contacts import Contacts
from followup.service.context import Clock, Context
from followup.service.directory import Directory
from followup.service.draft_files import DraftFiles
from followup.service.drafts import Drafts
from followup.service.due_letters import DueLetters
from followup.service.duplicates import Duplicates
from followup.service.encounters import Encounters
from followup.service.event_overview import EventOverviews
from followup.service.events import Events
from followup.service.exports import Exports
from followup.service.figures import Figures
from followup.service.goals import Goals
from followup.service.history import History
from followup.service.imports import Imports
from followup.service.interactions import Interactions
from followup.service.introduction_letters import IntroductionLetters
from followup.service.introductions import Introductions
from followup.service.linting import Linting
from followup.service.mail_account import MailAccount
from followup.service.new_jobs import NewJobs
from followup.service.overview import Overview
from followup.service.owner import Owner
from followup.service.photos import Photos
from followup.service.provenance import Provenance
from followup.service.push import Push
from followup.service.relationships import Relationships
from followup.service.rounds import Rounds
from followup.service.sending import Sending
from followup.service.sides import Sides
from followup.service.suggestions import Suggestions
from followup.service.templates import Templates
from followup.service.timeline import Timeline
from followup.settings import Settings
from followup.store import Database, PhotoFiles


class Aftercard:
    """Everything Aftercard does with one database. Threads may share it; close it, or use it in a `with` block."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.events = Events(context)
        self.photos = Photos(context)
        self.contacts = Contacts(context)
        self.encounters = Encounters(context)
        self.relationships = Relationships(context)
        self.interactions = Interactions(context)
        self.timeline = Timeline(context)
        self.agenda = Agenda(context)
        self.calendar = Calendar(context)
        self.overview = Overview(context)
        self.directory = Directory(context, self.overview)
        self.colleagues = Colleagues(context)
        self.duplicates = Duplicates(context)
        self.new_jobs = NewJobs(context)
        self.sides = Sides(context)
        self.history = History(context)
        self.provenance = Provenance(context)
        self.goals = Goals(context)
        self.event_overviews = EventOverviews(context)
        self.figures = Figures(context)
        self.suggestions = Suggestions(context)
        self.introductions = Introductions(context)
        self.drafts = Drafts(context)
        self.introduction_letters = IntroductionLetters(context, self.drafts)
        self.attachments = Attachments(context)
        self.draft_files = DraftFiles(context)
        self.rounds = Rounds(context, self.drafts)
        self.due_letters = DueLetters(context, self.drafts, self.introductions, self.introduction_letters)
        self.linting = Linting(context)
        self.templates = Templates(context)
        self.exports = Exports(context)
        self.archives = Archives(context)
        self.imports = Imports(context)
        self.push = Push(context)
        self.owner = Owner(context)
        self.mail_account = MailAccount(context)
        self.sending = Sending(context)

    @classmethod
    def open(cls, settings: Settings, *, today: Clock = date.today) -> Self:
        """Open the database that the settings name; it is created or brought to this version's tables.

        Raises:
            StorageError: it cannot be opened, or a newer version has written it.
        """
        context = Context(settings, Database.open(settings), PhotoFiles(settings.photos_folder), today)
        opened = cls(context)
        opened.photos.finish_removals()
        return opened

    @property
    def settings(self) -> Settings:
        """Where this database and its photos lie."""
        return self._context.settings

    def today(self) -> date:
        """The owner's calendar date, by the same clock that says what is due."""
        return self._context.today()

    def close(self) -> None:
        """Give back the database; a second call does nothing."""
        self._context.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
