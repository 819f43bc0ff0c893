-- Somebody looks for a partner: an organisation for itself, or a hub. `work` is a kind of work, `partner_kind` a kind
-- of organisation; empty where it does not matter.
CREATE TABLE partner_call (
  call_id INT64 NOT NULL PRIMARY KEY,
  organisation_id INT64 REFERENCES organisation (organisation_id),
  hub_id INT64 REFERENCES hub (hub_id),
  work TEXT NOT NULL,
  partner_kind TEXT NOT NULL,
  material_id TEXT REFERENCES material (material_id),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  purpose TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  until_on TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('network', 'public')),
  state TEXT NOT NULL CHECK (state IN ('open', 'found', 'not_found', 'withdrawn')),
  published_by INT64 NOT NULL REFERENCES person (person_id),
  published_at_ms INT64 NOT NULL,
  changed_at_ms INT64 NOT NULL,
  version INT64 NOT NULL,
  CHECK ((organisation_id IS NULL) <> (hub_id IS NULL))
) STRICT;
CREATE INDEX partner_call_open ON partner_call (state, until_on);

-- One introduction for each organisation that answers.
CREATE TABLE partner_call_answer (
  call_id INT64 NOT NULL REFERENCES partner_call (call_id),
  organisation_id INT64 NOT NULL REFERENCES organisation (organisation_id),
  introduction_id INT64 NOT NULL UNIQUE REFERENCES introduction (introduction_id),
  PRIMARY KEY (call_id, organisation_id)
) STRICT;
