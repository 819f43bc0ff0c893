-- Who wants no mails about changes that wait for their decision, or wants them again. Without a row: mails come.
CREATE TABLE proposal_mail (
  person_id INT64 NOT NULL PRIMARY KEY REFERENCES person (person_id),
  wants_mail INT64 NOT NULL CHECK (wants_mail IN (0, 1)),
  changed_at_ms INT64 NOT NULL
) STRICT;
