"""The page's front door. The guard matters: worker processes import this file again as `__mp_main__`."""

if __name__ == "__main__":
    from followup.ui import main

    main()
