CREATE TABLE material (
  material_id TEXT NOT NULL PRIMARY KEY,
  parent_id TEXT REFERENCES material (material_id),
  family TEXT NOT NULL,
  name_nl TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  states TEXT NOT NULL,
  default_unit TEXT NOT NULL,
  grams_per_m3 INT64,
  price_cents_per_tonne INT64,
  price_source TEXT NOT NULL,
  waste_codes TEXT NOT NULL,
  is_hazardous INT64 NOT NULL CHECK (is_hazardous IN (0, 1)),
  source_key TEXT NOT NULL REFERENCES source (source_key)
) STRICT;

CREATE TABLE material_synonym (
  material_id TEXT NOT NULL REFERENCES material (material_id),
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  synonym TEXT NOT NULL,
  PRIMARY KEY (material_id, language, synonym)
) STRICT;

-- Names of states, kinds of work and steps of the R-ladder, told apart by `list`.
CREATE TABLE term (
  list TEXT NOT NULL CHECK (list IN ('material_state', 'activity_kind', 'retention')),
  term TEXT NOT NULL,
  name_nl TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  retention FLOAT64,
  PRIMARY KEY (list, term)
) STRICT;

-- An offer or a need. A draft (state 'draft') is reached by its secret link only.
CREATE TABLE stream (
  stream_id INT64 NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('offer', 'need')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'in_talks', 'partly_agreed', 'closed', 'expired')),
  visibility TEXT NOT NULL CHECK (visibility IN ('private', 'hub', 'network', 'public')),
  organisation_id INT64 REFERENCES organisation (organisation_id),
  material_id TEXT REFERENCES material (material_id),
  accepted TEXT NOT NULL,
  typed_what TEXT NOT NULL,
  title_nl TEXT NOT NULL,
  title_en TEXT NOT NULL,
  title_fr TEXT NOT NULL,
  description_nl TEXT NOT NULL,
  description_en TEXT NOT NULL,
  description_fr TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  amount_thousandths INT64 CHECK (amount_thousandths > 0),
  unit TEXT NOT NULL,
  grams_per_unit INT64 CHECK (grams_per_unit > 0),
  amount_quality TEXT NOT NULL CHECK (amount_quality IN ('estimated', 'declared', 'weighed', 'unknown')),
  rhythm TEXT NOT NULL CHECK (rhythm IN ('once', 'week', 'month', 'year', 'unknown')),
  grade INT64 CHECK (grade BETWEEN 0 AND 9),
  contamination_percent INT64 CHECK (contamination_percent BETWEEN 0 AND 100),
  nis TEXT NOT NULL REFERENCES municipality (nis),
  available_from_on TEXT,
  available_to_on TEXT,
  packaging TEXT NOT NULL,
  transport TEXT NOT NULL CHECK (transport IN ('pick_up', 'delivery', 'third_party', 'unknown')),
  price_cents_per_tonne INT64,
  legal_status TEXT NOT NULL CHECK (legal_status IN ('product', 'by_product', 'waste', 'end_of_waste', 'unknown')),
  waste_code TEXT NOT NULL,
  permits TEXT NOT NULL,
  retention_step TEXT NOT NULL,
  min_grams INT64,
  is_example INT64 NOT NULL CHECK (is_example IN (0, 1)),
  source_key TEXT NOT NULL REFERENCES source (source_key),
  contact_email TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  confirmed_at_ms INT64,
  created_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE UNIQUE INDEX stream_secret ON stream (secret_hash) WHERE secret_hash <> '';

-- One row per stream that may be listed, flat and narrow, so that the list filters and sorts without joins.
-- Written with the stream, in the same transaction.
CREATE TABLE stream_row (
  stream_id INT64 NOT NULL PRIMARY KEY REFERENCES stream (stream_id),
  visibility TEXT NOT NULL,
  kind TEXT NOT NULL,
  family TEXT NOT NULL,
  material_id TEXT,
  province TEXT NOT NULL,
  nis TEXT NOT NULL,
  grams_per_week INT64,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  confirmed_at_ms INT64 NOT NULL,
  words TEXT NOT NULL,
  title_nl_sort TEXT NOT NULL,
  title_en_sort TEXT NOT NULL,
  title_fr_sort TEXT NOT NULL,
  place_sort TEXT NOT NULL
) STRICT;
CREATE INDEX stream_row_confirmed ON stream_row (visibility, confirmed_at_ms, stream_id);
CREATE INDEX stream_row_family ON stream_row (visibility, family, kind, confirmed_at_ms);
CREATE INDEX stream_row_nis ON stream_row (visibility, nis);

-- Counts the changes of stream_row, so that a process sees at once that what it keeps in memory is old.
CREATE TABLE stream_list_version (
  one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
  version INT64 NOT NULL
) STRICT;
INSERT INTO stream_list_version VALUES (1, 0);
