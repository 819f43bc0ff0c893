INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, material_id, accepted, typed_what, title_nl,
                    title_en, title_fr, description_nl, description_en, description_fr, language, amount_thousandths,
                    unit, grams_per_unit, amount_quality, rhythm, grade, contamination_percent, nis, available_from_on,
                    available_to_on, packaging, transport, price_cents_per_tonne, legal_status, waste_code, permits,
                    retention_step, min_grams, is_example, source_key, contact_email, secret_hash,
                    confirmed_at_ms, created_at_ms, version, resource, variety, temperature_celsius,
                    daily_from_minutes, daily_to_minutes, unit_price_thousandths, outcome, is_agreed)
VALUES (25, 'offer', 'partly_agreed', 'public', 1, NULL, '', 'restwarmte', 'Restwarmte', '', '', '', '', '', 'nl', 20000000,
        'kwh', NULL, 'estimated', 'month', NULL, NULL, '44021', NULL, NULL, '', 'unknown', NULL, 'unknown', '', '', '',
        NULL, 0, 's', '', '', 1795255445000, 1795255445000, 3, 'energy', 'heat', 55, 420, 1140, 40, '', 1)
ON CONFLICT DO NOTHING;
