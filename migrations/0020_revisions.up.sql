-- Changes of records that people keep together (organisations, partnerships): what was, what it should be, and what
-- became of it. `before` and `after` hold the fields as JSON (src/network/io/image_json.h). Rows are never removed.
CREATE TABLE revision (
  revision_id INT64 NOT NULL PRIMARY KEY,
  record TEXT NOT NULL CHECK (record IN ('organisation', 'hub')),
  record_id INT64 NOT NULL,
  is_creation INT64 NOT NULL CHECK (is_creation IN (0, 1)),
  hub_id INT64 REFERENCES hub (hub_id),
  before_fields TEXT NOT NULL,
  after_fields TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn', 'undone')),
  undoes INT64 REFERENCES revision (revision_id),
  remark TEXT NOT NULL,
  proposed_by INT64 NOT NULL REFERENCES person (person_id),
  proposed_as TEXT NOT NULL,
  proposed_at_ms INT64 NOT NULL,
  decided_by INT64 REFERENCES person (person_id),
  decided_at_ms INT64,
  reason TEXT NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX revision_record ON revision (record, record_id, proposed_at_ms);
CREATE INDEX revision_state ON revision (state, proposed_at_ms);

-- A hub's version for changes that must not overwrite each other; a hub without a row is at 1.
CREATE TABLE hub_version (
  hub_id INT64 NOT NULL PRIMARY KEY REFERENCES hub (hub_id),
  version INT64 NOT NULL
) STRICT;

-- What is known beside a single fact of a record: its own source, and whether somebody doubts it. Facts with rows of
-- their own (a recognition, a membership) have their source there; their doubt is kept here under "FIELD:ROW".
CREATE TABLE fact_note (
  record TEXT NOT NULL CHECK (record IN ('organisation', 'hub')),
  record_id INT64 NOT NULL,
  fact TEXT NOT NULL,
  source_key TEXT REFERENCES source (source_key),
  is_doubtful INT64 NOT NULL CHECK (is_doubtful IN (0, 1)),
  PRIMARY KEY (record, record_id, fact)
) STRICT;

CREATE TABLE organisation_detail (
  organisation_id INT64 NOT NULL PRIMARY KEY REFERENCES organisation (organisation_id),
  other_names TEXT NOT NULL,
  opening_hours TEXT NOT NULL
) STRICT;

-- Places where an organisation works; `establishment_number` is that of the register of enterprises.
CREATE TABLE organisation_site (
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  list_order INT64 NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  nis TEXT REFERENCES municipality (nis),
  position TEXT NOT NULL,
  opening_hours TEXT NOT NULL,
  establishment_number TEXT NOT NULL,
  source_key TEXT NOT NULL REFERENCES source (source_key),
  PRIMARY KEY (organisation_id, list_order)
) STRICT;
