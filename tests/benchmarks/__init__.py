"""Running times, compared side by side; they run only with `./newsdesk bench`."""
