-- Every look-up of the request path and of the work path has an index, so that it is as quick with a million cases behind it.

-- A UUID is the same in capitals and in small letters
CREATE INDEX bars_case_conversation ON bars_case (lower(correlation_id));
DROP INDEX bars_case_correlation;
CREATE INDEX message_request_any_case ON message (lower(request_id));
DROP INDEX message_request;
DROP INDEX message_bundle;

CREATE INDEX bars_case_linked ON bars_case (linked_case) WHERE linked_case IS NOT NULL;

CREATE FUNCTION values_of(identifiers text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT coalesce(array_agg(split_part(identifier, '|', 2)), '{}') FROM unnest(identifiers) identifier $$;
COMMENT ON FUNCTION values_of IS 'What stands behind the system of each identifier system|value';
CREATE INDEX bars_case_identifiers ON bars_case USING gin (identifiers);
CREATE INDEX bars_case_identifier_values ON bars_case USING gin (values_of(identifiers));

CREATE INDEX work_message ON work (message_id);
