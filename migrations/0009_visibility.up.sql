-- Who may see a listing is its column visibility. Each of these fields has its own, which never reaches further than the
-- listing's. A stream belongs to the hub it is shared with, else to the hubs that serve its municipality.
ALTER TABLE stream ADD COLUMN entered_by INT64 REFERENCES person (person_id);
ALTER TABLE stream ADD COLUMN shared_hub_id INT64 REFERENCES hub (hub_id);
ALTER TABLE stream ADD COLUMN lon_degrees FLOAT64;
ALTER TABLE stream ADD COLUMN lat_degrees FLOAT64;
ALTER TABLE stream ADD COLUMN price_visibility TEXT NOT NULL DEFAULT 'public'
  CHECK (price_visibility IN ('private', 'hub', 'network', 'public'));
ALTER TABLE stream ADD COLUMN position_visibility TEXT NOT NULL DEFAULT 'private'
  CHECK (position_visibility IN ('private', 'hub', 'network', 'public'));
ALTER TABLE stream ADD COLUMN contact_visibility TEXT NOT NULL DEFAULT 'private'
  CHECK (contact_visibility IN ('private', 'hub', 'network', 'public'));
ALTER TABLE stream ADD COLUMN owner_visibility TEXT NOT NULL DEFAULT 'public'
  CHECK (owner_visibility IN ('private', 'hub', 'network', 'public'));
CREATE INDEX stream_organisation ON stream (organisation_id);

-- Requests that make something, by the key their sender gave them: the same request sent again gets the same answer and
-- makes nothing more. Kept for two days. `owner` is a person or a browser, as a hash.
CREATE TABLE idempotency_key (
  owner TEXT NOT NULL,
  request_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INT64 NOT NULL,
  location TEXT NOT NULL,
  created_at_ms INT64 NOT NULL,
  PRIMARY KEY (owner, request_key)
) STRICT;
CREATE INDEX idempotency_key_created ON idempotency_key (created_at_ms);
