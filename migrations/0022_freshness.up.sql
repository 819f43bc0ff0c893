-- How long a record of a type counts as confirmed: days after which it is stale, days before that at which it is due,
-- days after it at which it leaves matching (NULL: never).
CREATE TABLE freshness_clock (
  record_type TEXT NOT NULL PRIMARY KEY CHECK (record_type IN ('offer', 'need', 'capability', 'organisation')),
  clock_days INT64 NOT NULL CHECK (clock_days > 0),
  notice_days INT64 NOT NULL CHECK (notice_days BETWEEN 0 AND clock_days),
  grace_days INT64 CHECK (grace_days >= 0),
  version INT64 NOT NULL
) STRICT;
INSERT INTO freshness_clock VALUES ('offer', 30, 7, 14, 1);
INSERT INTO freshness_clock VALUES ('need', 90, 14, 30, 1);
INSERT INTO freshness_clock VALUES ('capability', 180, 14, 30, 1);
INSERT INTO freshness_clock VALUES ('organisation', 365, 30, NULL, 1);

-- What somebody said of an organisation or a capability, whose own rows do not hold it: when an organisation was
-- confirmed, that either is no more.
CREATE TABLE record_confirmation (
  record_type TEXT NOT NULL CHECK (record_type IN ('capability', 'organisation')),
  record_id INT64 NOT NULL,
  confirmed_at_ms INT64,
  retired_at_ms INT64,
  PRIMARY KEY (record_type, record_id)
) STRICT;

-- The day from which the days of the shipped examples count; they move along with the calendar.
CREATE TABLE example_day (
  one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
  example_on TEXT NOT NULL
) STRICT;

-- An address that is asked to confirm records. `version` goes up with each mail: who comes second sends none.
CREATE TABLE freshness_contact (
  contact_id INT64 NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE, -- lower case
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  wants_mail INT64 NOT NULL CHECK (wants_mail IN (0, 1)),
  last_mail_ms INT64,
  version INT64 NOT NULL
) STRICT;

-- A mail with its link; what it asks of stands in freshness_question.
CREATE TABLE freshness_letter (
  letter_id INT64 NOT NULL PRIMARY KEY,
  contact_id INT64 NOT NULL REFERENCES freshness_contact (contact_id),
  sent_at_ms INT64 NOT NULL,
  expires_at_ms INT64 NOT NULL
) STRICT;
CREATE INDEX freshness_letter_contact ON freshness_letter (contact_id);

CREATE TABLE freshness_question (
  letter_id INT64 NOT NULL REFERENCES freshness_letter (letter_id),
  record_type TEXT NOT NULL,
  record_id INT64 NOT NULL,
  answer TEXT CHECK (answer IN ('confirmed', 'changed', 'noted', 'gone')),
  answered_at_ms INT64,
  PRIMARY KEY (letter_id, record_type, record_id)
) STRICT;
CREATE INDEX freshness_question_record ON freshness_question (record_type, record_id);

-- How often was asked for a record since it was confirmed; void when that changed meanwhile.
CREATE TABLE freshness_notice (
  record_type TEXT NOT NULL,
  record_id INT64 NOT NULL,
  confirmed_was_ms INT64 NOT NULL,
  first_mail_ms INT64 NOT NULL,
  last_mail_ms INT64 NOT NULL,
  mails INT64 NOT NULL,
  PRIMARY KEY (record_type, record_id)
) STRICT;

-- What a contact wrote to the hub instead of an answer; goes when the record is confirmed or ended.
CREATE TABLE freshness_note (
  record_type TEXT NOT NULL,
  record_id INT64 NOT NULL,
  words TEXT NOT NULL,
  email TEXT NOT NULL,
  written_at_ms INT64 NOT NULL,
  PRIMARY KEY (record_type, record_id)
) STRICT;

-- Addresses whose mail server refused a mail for good. Mails that nobody asked for are held back from them.
CREATE TABLE bounced_address (
  address TEXT NOT NULL PRIMARY KEY, -- lower case
  bounced_at_ms INT64 NOT NULL,
  reason TEXT NOT NULL
) STRICT;
