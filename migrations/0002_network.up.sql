-- Where facts come from. Every shipped fact names one of these.
CREATE TABLE source (
  source_key TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  licence TEXT NOT NULL,
  url TEXT NOT NULL,
  published TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE municipality (
  nis TEXT NOT NULL PRIMARY KEY CHECK (length(nis) = 5),
  name_nl TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  name_nl_folded TEXT NOT NULL,
  name_fr_folded TEXT NOT NULL,
  name_nl_sort TEXT NOT NULL,
  region TEXT NOT NULL CHECK (region IN ('flanders', 'brussels')),
  province TEXT NOT NULL,
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT,
  lon_degrees FLOAT64 NOT NULL,
  lat_degrees FLOAT64 NOT NULL,
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;

CREATE TABLE municipality_predecessor (
  nis TEXT NOT NULL REFERENCES municipality (nis),
  predecessor_nis TEXT NOT NULL,
  PRIMARY KEY (nis, predecessor_nis)
) STRICT;

CREATE TABLE postcode (
  postcode TEXT NOT NULL CHECK (length(postcode) = 4),
  place TEXT NOT NULL,
  place_folded TEXT NOT NULL,
  nis TEXT NOT NULL REFERENCES municipality (nis),
  source_key TEXT NOT NULL REFERENCES source (source_key),
  PRIMARY KEY (postcode, place, nis)
) STRICT;
CREATE INDEX postcode_place ON postcode (place_folded);

CREATE TABLE organisation (
  organisation_id INT64 NOT NULL PRIMARY KEY,
  organisation_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  kind TEXT NOT NULL,
  kind_basis TEXT NOT NULL CHECK (kind_basis IN ('brief', 'our_reading', 'example')),
  enterprise_number TEXT CHECK (length(enterprise_number) = 10),
  nis TEXT REFERENCES municipality (nis),
  lon_degrees FLOAT64,
  lat_degrees FLOAT64,
  website TEXT NOT NULL,
  languages TEXT NOT NULL,
  is_example INT64 NOT NULL CHECK (is_example IN (0, 1)),
  note TEXT NOT NULL,
  source_key TEXT NOT NULL REFERENCES source (source_key),
  created_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;

CREATE TABLE organisation_sector (
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  sector TEXT NOT NULL,
  PRIMARY KEY (organisation_id, sector)
) STRICT;

CREATE TABLE recognition (
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  kind TEXT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;
CREATE INDEX recognition_organisation ON recognition (organisation_id);

-- A declared permit, by which hazardous streams may be matched.
CREATE TABLE organisation_permit (
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  permit TEXT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  source_key TEXT NOT NULL REFERENCES source (source_key),
  PRIMARY KEY (organisation_id, permit)
) STRICT;

CREATE TABLE hub (
  hub_id INT64 NOT NULL PRIMARY KEY,
  hub_key TEXT NOT NULL UNIQUE,
  list_order INT64 NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  place_label TEXT NOT NULL,
  lon_degrees FLOAT64,
  lat_degrees FLOAT64,
  recognised_by TEXT NOT NULL,
  recognised_from_on TEXT,
  recognised_to_on TEXT,
  is_example INT64 NOT NULL CHECK (is_example IN (0, 1)),
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;

CREATE TABLE hub_area (
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  nis TEXT NOT NULL REFERENCES municipality (nis),
  basis TEXT NOT NULL,
  is_confirmed INT64 NOT NULL CHECK (is_confirmed IN (0, 1)),
  source_key TEXT NOT NULL REFERENCES source (source_key),
  PRIMARY KEY (hub_id, nis)
) STRICT;
CREATE INDEX hub_area_nis ON hub_area (nis);

-- Focus sectors and services offered, told apart by `topic_kind`.
CREATE TABLE hub_topic (
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  topic_kind TEXT NOT NULL CHECK (topic_kind IN ('sector', 'service')),
  topic TEXT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;
CREATE INDEX hub_topic_hub ON hub_topic (hub_id);

CREATE TABLE hub_contact (
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  hours TEXT NOT NULL,
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;

CREATE TABLE hub_amount (
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  phase TEXT NOT NULL,
  funder TEXT NOT NULL,
  amount_cents INT64,
  total_cost_cents INT64,
  from_on TEXT,
  to_on TEXT,
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;

CREATE TABLE membership (
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  role TEXT NOT NULL CHECK (role IN ('coordinator', 'core_partner', 'partner', 'supporting')),
  from_on TEXT,
  to_on TEXT,
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;
CREATE INDEX membership_hub ON membership (hub_id);
CREATE INDEX membership_organisation ON membership (organisation_id);

CREATE TABLE hub_completeness (
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  complete_on TEXT NOT NULL,
  source_key TEXT NOT NULL REFERENCES source (source_key),
  PRIMARY KEY (hub_id, complete_on)
) STRICT;

-- What a workshop can do. Materials are ids of the taxonomy, "material~state" where a state is meant.
CREATE TABLE capability (
  capability_id INT64 NOT NULL PRIMARY KEY,
  capability_key TEXT NOT NULL UNIQUE,
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  kind TEXT NOT NULL,
  name_nl TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  min_grade INT64 NOT NULL CHECK (min_grade BETWEEN 0 AND 9),
  capacity_grams_per_week INT64 NOT NULL CHECK (capacity_grams_per_week >= 0),
  free_grams_per_week INT64 NOT NULL CHECK (free_grams_per_week BETWEEN 0 AND capacity_grams_per_week),
  min_batch_grams INT64,
  max_batch_grams INT64,
  cost_cents_per_tonne INT64 NOT NULL,
  social_minutes_per_tonne INT64 NOT NULL CHECK (social_minutes_per_tonne >= 0),
  lead_days INT64 NOT NULL CHECK (lead_days >= 0),
  certificates TEXT NOT NULL,
  permits TEXT NOT NULL,
  confirmed_at_ms INT64 NOT NULL,
  is_example INT64 NOT NULL CHECK (is_example IN (0, 1)),
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;
CREATE INDEX capability_organisation ON capability (organisation_id);

CREATE TABLE capability_accepts (
  capability_id INT64 NOT NULL REFERENCES capability (capability_id),
  material TEXT NOT NULL,
  PRIMARY KEY (capability_id, material)
) STRICT;

CREATE TABLE capability_output (
  capability_id INT64 NOT NULL REFERENCES capability (capability_id),
  material TEXT NOT NULL,
  grade INT64 NOT NULL CHECK (grade BETWEEN 0 AND 9),
  yield_millionths INT64 NOT NULL CHECK (yield_millionths BETWEEN 0 AND 1000000),
  PRIMARY KEY (capability_id, material)
) STRICT;
