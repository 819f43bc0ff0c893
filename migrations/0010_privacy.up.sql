-- What somebody agreed to, and took back: rows are only added. `by_person_id` is who did it, the person in most cases.
CREATE TABLE consent (
  consent_id INT64 NOT NULL PRIMARY KEY,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  purpose TEXT NOT NULL,
  text_version INT64 NOT NULL CHECK (text_version > 0),
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  step TEXT NOT NULL CHECK (step IN ('given', 'withdrawn')),
  at_ms INT64 NOT NULL,
  by_person_id INT64 NOT NULL REFERENCES person (person_id)
) STRICT;
CREATE INDEX consent_person ON consent (person_id, purpose, consent_id);

-- What the law or a dispute keeps from being erased until a day: one record of a class, or (record_id NULL) all of it.
CREATE TABLE legal_hold (
  hold_id INT64 NOT NULL PRIMARY KEY,
  record_class TEXT NOT NULL,
  record_id INT64,
  until_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  placed_by INT64 REFERENCES person (person_id),
  placed_at_ms INT64 NOT NULL,
  lifted_at_ms INT64
) STRICT;
CREATE INDEX legal_hold_class ON legal_hold (record_class, record_id);

-- What an erasure had to leave, to be erased when nothing holds it any more.
CREATE TABLE held_record (
  record_class TEXT NOT NULL,
  record_id INT64 NOT NULL,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  asked_at_ms INT64 NOT NULL,
  PRIMARY KEY (record_class, record_id)
) STRICT;

-- What staff of a hub write down about a question, encrypted with a key outside the store.
CREATE TABLE case_note (
  note_id INT64 NOT NULL PRIMARY KEY,
  case_id INT64 NOT NULL REFERENCES hub_case (case_id),
  author_id INT64 NOT NULL REFERENCES person (person_id),
  sealed_text TEXT NOT NULL,
  at_ms INT64 NOT NULL
) STRICT;
CREATE INDEX case_note_case ON case_note (case_id, note_id);
