-- An introduction of the owner of an offer to the owner of a need. What was proposed is kept as it was: `material_id`
-- and `limited_by` tell afterwards which matches fail. A side has no stream where somebody looks for a partner instead.
CREATE TABLE introduction (
  introduction_id INT64 NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL CHECK (origin IN ('chain', 'call')),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'answered', 'talks', 'agreed', 'failed', 'withdrawn')),
  offer_id INT64 REFERENCES stream (stream_id),
  need_id INT64 REFERENCES stream (stream_id),
  hub_id INT64 REFERENCES hub (hub_id),
  material_id TEXT REFERENCES material (material_id),
  limited_by TEXT NOT NULL CHECK (limited_by IN ('supply', 'capacity', 'demand', 'unknown')),
  message TEXT NOT NULL,
  proposed_by INT64 NOT NULL REFERENCES person (person_id),
  proposed_at_ms INT64 NOT NULL,
  due_on TEXT NOT NULL,
  changed_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE UNIQUE INDEX introduction_open ON introduction (offer_id, need_id)
  WHERE state IN ('proposed', 'answered', 'talks');
CREATE INDEX introduction_due ON introduction (state, due_on);

-- The two sides. The link in the mail opens the side whose secret it holds. `title` is of a side without stream.
CREATE TABLE introduction_side (
  introduction_id INT64 NOT NULL REFERENCES introduction (introduction_id),
  side TEXT NOT NULL CHECK (side IN ('offer', 'need')),
  stream_id INT64 REFERENCES stream (stream_id),
  organisation_id INT64 REFERENCES organisation (organisation_id),
  title TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  secret_hash TEXT NOT NULL UNIQUE,
  answer TEXT CHECK (answer IN ('yes', 'no', 'later')),
  answered_at_ms INT64,
  PRIMARY KEY (introduction_id, side),
  CHECK ((answer IS NULL) = (answered_at_ms IS NULL))
) STRICT;
CREATE INDEX introduction_side_organisation ON introduction_side (organisation_id, introduction_id);

-- The workshops of the chain, in order.
CREATE TABLE introduction_step (
  introduction_id INT64 NOT NULL REFERENCES introduction (introduction_id),
  place INT64 NOT NULL CHECK (place BETWEEN 1 AND 4),
  capability_id INT64 NOT NULL REFERENCES capability (capability_id),
  PRIMARY KEY (introduction_id, place)
) STRICT;

-- The hubs whose staff go along with it.
CREATE TABLE introduction_hub (
  introduction_id INT64 NOT NULL REFERENCES introduction (introduction_id),
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  PRIMARY KEY (introduction_id, hub_id)
) STRICT;
CREATE INDEX introduction_hub_hub ON introduction_hub (hub_id, introduction_id);

-- What was answered and what came of it. Rows are only added. `side` is empty for a deed of the hub.
CREATE TABLE introduction_outcome (
  outcome_id INT64 NOT NULL PRIMARY KEY,
  introduction_id INT64 NOT NULL REFERENCES introduction (introduction_id),
  kind TEXT NOT NULL CHECK (kind IN ('yes', 'no', 'later', 'agreed', 'failed', 'withdrawn')),
  side TEXT NOT NULL CHECK (side IN ('', 'offer', 'need')),
  reason TEXT NOT NULL CHECK (reason IN
    ('', 'price', 'quality', 'amount', 'timing', 'distance', 'permit', 'trust', 'found_another', 'other')),
  words TEXT NOT NULL,
  person_id INT64 REFERENCES person (person_id),
  at_ms INT64 NOT NULL
) STRICT;
CREATE INDEX introduction_outcome_introduction ON introduction_outcome (introduction_id, outcome_id);
CREATE INDEX introduction_outcome_at ON introduction_outcome (at_ms);

-- The policy numbers of the ranking, each with a weight in thousandths of its policy value. Rows are only added; the
-- highest version counts. `learned_to_ms`: outcomes up to then have been learned from.
CREATE TABLE weight_version (
  version INT64 NOT NULL PRIMARY KEY,
  cause TEXT NOT NULL CHECK (cause IN ('policy', 'applied', 'automatic', 'back')),
  person_id INT64 REFERENCES person (person_id),
  at_ms INT64 NOT NULL,
  learned_to_ms INT64 NOT NULL,
  undone_to INT64 NOT NULL,
  haul INT64 NOT NULL CHECK (haul BETWEEN 800 AND 1200),
  handling INT64 NOT NULL CHECK (handling BETWEEN 800 AND 1200),
  social INT64 NOT NULL CHECK (social BETWEEN 800 AND 1200),
  residue INT64 NOT NULL CHECK (residue BETWEEN 800 AND 1200),
  coproduct INT64 NOT NULL CHECK (coproduct BETWEEN 800 AND 1200)
) STRICT;
INSERT INTO weight_version VALUES (1, 'policy', NULL, 0, 0, 1, 1000, 1000, 1000, 1000, 1000);

-- Why a number moved: its reason was `found` of `outcomes` refusals where `expected` thousandths are usual.
CREATE TABLE weight_reason (
  version INT64 NOT NULL REFERENCES weight_version (version),
  number TEXT NOT NULL CHECK (number IN ('haul', 'handling', 'social', 'residue', 'coproduct')),
  reason TEXT NOT NULL,
  found INT64 NOT NULL,
  refusals INT64 NOT NULL,
  agreements INT64 NOT NULL,
  expected INT64 NOT NULL,
  before_weight INT64 NOT NULL,
  after_weight INT64 NOT NULL,
  PRIMARY KEY (version, number)
) STRICT;

CREATE TABLE weight_setting (
  one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
  is_automatic INT64 NOT NULL CHECK (is_automatic IN (0, 1)),
  looked_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
INSERT INTO weight_setting VALUES (1, 0, 0, 1);
