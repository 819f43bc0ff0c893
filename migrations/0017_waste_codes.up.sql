-- The European List of Waste. A code is known by its digits and the day it began to hold: the same six digits may be
-- hazardous from a day on. Labels are short words of our own, empty where the heading has to do.
CREATE TABLE waste_code (
  digits TEXT NOT NULL,
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT,
  is_hazardous INT64 NOT NULL CHECK (is_hazardous IN (0, 1)),
  label_nl TEXT NOT NULL,
  label_en TEXT NOT NULL,
  label_fr TEXT NOT NULL,
  successors TEXT NOT NULL,
  is_confirmed INT64 NOT NULL CHECK (is_confirmed IN (0, 1)),
  source_key TEXT NOT NULL,
  PRIMARY KEY (digits, valid_from_on)
) STRICT;

-- Its chapters (two digits) and sub-chapters (four).
CREATE TABLE waste_heading (
  code TEXT NOT NULL PRIMARY KEY,
  valid_from_on TEXT NOT NULL,
  label_nl TEXT NOT NULL,
  label_en TEXT NOT NULL,
  label_fr TEXT NOT NULL,
  is_confirmed INT64 NOT NULL CHECK (is_confirmed IN (0, 1)),
  source_key TEXT NOT NULL
) STRICT;
