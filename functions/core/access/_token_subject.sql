-- core._token_subject: the subject of the caller's token, as the token spells it.
--
-- core.actor_id is null for a subject that is not a UUID, so data that is kept per
-- caller uses this as its key. A long subject is replaced by its hash, since it becomes
-- part of an index.

create or replace function core._token_subject()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when length(t.sub) > 200
            then 'sha256:' || encode(sha256(convert_to(t.sub, 'UTF8')), 'hex')
        else nullif(t.sub, '')
    end
    from (
        select jsonb_path_query_first(
            nullif(current_setting('request.jwt.claims', true), '')::jsonb,
            'strict $.sub ? (@.type() == "string")',
            silent => true
        ) #>> '{}' as sub
    ) as t
$$;

comment on function core._token_subject() is
    'The `sub` claim, a string; null without a token, or if it is missing or empty.';
