INSERT INTO source (source_key, title, publisher, licence, url, published, note)
VALUES ('s', 'Bron', 'Uitgever', 'vrij', 'https://bron.example', '2026', '') ON CONFLICT DO NOTHING;
INSERT INTO municipality (nis, name_nl, name_fr, name_nl_folded, name_fr_folded, name_nl_sort, region, province,
                          valid_from_on, valid_to_on, lon_degrees, lat_degrees, source_key)
VALUES ('44021', 'Gent', 'Gand', 'gent', 'gand', 'gent', 'flanders', 'east_flanders', '1977-01-01', NULL, 3.72, 51.05,
        's') ON CONFLICT DO NOTHING;
INSERT INTO postcode (postcode, place, place_folded, nis, source_key)
VALUES ('9000', 'Gent', 'gent', '44021', 's') ON CONFLICT DO NOTHING;
INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, enterprise_number, nis,
                          lon_degrees, lat_degrees, website, languages, is_example, note, source_key, created_at_ms,
                          version)
VALUES (1, 'atelier', 'Atelier Één', 'atelier een', 'workshop', 'example', '0123456749', '44021', 3.7, 51.0, '', 'nl', 1,
        '', 's', 1795255445000, 1) ON CONFLICT DO NOTHING;
INSERT INTO hub (hub_id, hub_key, list_order, name, short_name, place_label, lon_degrees, lat_degrees, recognised_by,
                 recognised_from_on, recognised_to_on, is_example, source_key)
VALUES (1, 'hub', 1, 'Hub', 'Hub', 'Gent', NULL, NULL, '', NULL, NULL, 1, 's') ON CONFLICT DO NOTHING;
INSERT INTO hub_area (hub_id, nis, basis, is_confirmed, source_key) VALUES (1, '44021', 'brief', 1, 's')
ON CONFLICT DO NOTHING;
INSERT INTO membership (hub_id, organisation_id, role, from_on, to_on, source_key)
VALUES (1, 1, 'partner', '2026-01-01', NULL, 's');
INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, min_grade,
                        capacity_grams_per_week, free_grams_per_week, min_batch_grams, max_batch_grams,
                        cost_cents_per_tonne, social_minutes_per_tonne, lead_days, certificates, permits,
                        confirmed_at_ms, is_example, source_key)
VALUES (1, 'sort', 1, 'sorting', 'Sorteren', 'Sorting', 'Tri', 3, 500000, 250000, NULL, 100000, 12000, 240, 7, '', '',
        1795255445000, 1, 's') ON CONFLICT DO NOTHING;
INSERT INTO capability_output (capability_id, material, grade, yield_millionths) VALUES (1, 'wood', 5, 900000)
ON CONFLICT DO NOTHING;
