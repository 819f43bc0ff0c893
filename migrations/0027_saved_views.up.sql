-- A choice of filters of the material map under a name. hub_id: shared with the people of that hub; NULL: of its maker
-- alone. filters: the query of the map's address, as the program writes it (src/materials/io/list_query.h).
CREATE TABLE saved_view (
  view_id INT64 NOT NULL PRIMARY KEY,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  hub_id INT64 REFERENCES hub (hub_id),
  name TEXT NOT NULL,
  filters TEXT NOT NULL,
  made_at_ms INT64 NOT NULL,
  changed_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX saved_view_of_person ON saved_view (person_id);
CREATE INDEX saved_view_of_hub ON saved_view (hub_id);
