-- When a form last sent mail for a mailbox or from a network address, for the limits that keep the site from being used
-- to flood mailboxes. Hashes only; rows older than a day are removed.
CREATE TABLE mail_attempt (
  who_hash TEXT NOT NULL,
  at_ms INT64 NOT NULL
) STRICT;
CREATE INDEX mail_attempt_who ON mail_attempt (who_hash, at_ms);
CREATE INDEX mail_attempt_at ON mail_attempt (at_ms);
