-- A question to a hub (intake), with the record it is about.
CREATE TABLE hub_case (
  case_id INT64 NOT NULL PRIMARY KEY,
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  stream_id INT64 REFERENCES stream (stream_id),
  state TEXT NOT NULL CHECK (state IN ('received', 'in_progress', 'answered', 'closed')),
  question TEXT NOT NULL,
  asker_name TEXT NOT NULL,
  asker_email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  answer_due_on TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  created_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX hub_case_hub ON hub_case (hub_id, created_at_ms);

CREATE TABLE hub_case_step (
  case_id INT64 NOT NULL REFERENCES hub_case (case_id),
  state TEXT NOT NULL,
  at_ms INT64 NOT NULL,
  PRIMARY KEY (case_id, at_ms, state)
) STRICT;
