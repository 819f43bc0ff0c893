-- The life of what a workshop can do, and its room week by week.
ALTER TABLE capability ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('draft', 'open', 'paused', 'retired'));
ALTER TABLE capability ADD COLUMN version INT64 NOT NULL DEFAULT 1;
-- Promised every week to work that is not booked one by one.
ALTER TABLE capability ADD COLUMN regular_grams_per_week INT64 NOT NULL DEFAULT 0 CHECK (regular_grams_per_week >= 0);
ALTER TABLE capability ADD COLUMN price_basis TEXT NOT NULL DEFAULT 'tonne' CHECK (price_basis IN ('tonne', 'hour', 'piece', 'agreed'));
-- Where the work is done; NULL: at the organisation's own place.
ALTER TABLE capability ADD COLUMN nis TEXT REFERENCES municipality (nis);
-- The day for which `free_grams_per_week` was worked out from the calendar; empty: not yet.
ALTER TABLE capability ADD COLUMN free_as_of_on TEXT NOT NULL DEFAULT '';
UPDATE capability SET regular_grams_per_week = capacity_grams_per_week - free_grams_per_week;

-- What a capability said before each change, so that the last one can be undone.
CREATE TABLE capability_revision (
  capability_id INT64 NOT NULL REFERENCES capability (capability_id),
  version INT64 NOT NULL,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_nl TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  accepts TEXT NOT NULL,
  outputs TEXT NOT NULL,
  min_grade INT64 NOT NULL,
  capacity_grams_per_week INT64 NOT NULL,
  regular_grams_per_week INT64 NOT NULL,
  min_batch_grams INT64,
  max_batch_grams INT64,
  cost_cents_per_tonne INT64 NOT NULL,
  price_basis TEXT NOT NULL,
  social_minutes_per_tonne INT64 NOT NULL,
  lead_days INT64 NOT NULL,
  certificates TEXT NOT NULL,
  permits TEXT NOT NULL,
  nis TEXT,
  PRIMARY KEY (capability_id, version)
) STRICT;

-- Weeks with another capacity than usual. `from_on` and `to_on` are Mondays.
CREATE TABLE capability_exception (
  exception_id INT64 NOT NULL PRIMARY KEY,
  capability_id INT64 NOT NULL REFERENCES capability (capability_id),
  kind TEXT NOT NULL CHECK (kind IN ('closed', 'other')),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL CHECK (to_on >= from_on),
  grams_per_week INT64 NOT NULL CHECK (grams_per_week >= 0),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX capability_exception_capability ON capability_exception (capability_id, from_on);

-- Room that is taken, week by week. `introduction_id`: the agreement it comes from, booked once for each workshop.
CREATE TABLE capability_booking (
  booking_id INT64 NOT NULL PRIMARY KEY,
  capability_id INT64 NOT NULL REFERENCES capability (capability_id),
  introduction_id INT64 REFERENCES introduction (introduction_id),
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('option', 'agreed', 'cancelled')),
  held_until_on TEXT CHECK ((held_until_on IS NOT NULL) OR state <> 'option'),
  grams_per_week INT64 NOT NULL CHECK (grams_per_week > 0),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL CHECK (to_on >= from_on),
  made_by INT64 REFERENCES person (person_id),
  made_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX capability_booking_capability ON capability_booking (capability_id, from_on);
CREATE UNIQUE INDEX capability_booking_introduction ON capability_booking (introduction_id, capability_id)
  WHERE state <> 'cancelled';

-- Kilograms that the proposed chain sends through the workshop each week; NULL: not known.
ALTER TABLE introduction_step ADD COLUMN grams_per_week INT64 CHECK (grams_per_week >= 0);
