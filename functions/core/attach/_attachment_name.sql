-- core._attachment_name: the topic or the entity that an attachment stands for.
--
-- Topics and entities have lower-case letters and underscores only, so the name of a
-- table is spelt in these, unless the options give a name. A module's own names are
-- refused: they would open its topics, or change its rules.

create or replace function core._attachment_name(
    p_kind text, p_table regclass, p_options jsonb
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
begin
    if p_kind not in ('broadcast', 'webhooks', 'validation') then
        return null;
    end if;
    select coalesce(
        p_options ->> 'name',
        regexp_replace(
            lower(format('%s.%s', n.nspname, c.relname)), '[^a-z_.]', '_', 'g'
        ) || case p_kind when 'webhooks' then '_rows' else '' end
    )
    into v_name
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where c.oid = p_table;

    if v_name !~ '^[a-z_]+\.[a-z_]+$' or length(v_name) > 50
        or split_part(v_name, '.', 1) in (
            select split_part(e.key, '.', 1) from core.error_codes as e
        )
    then
        perform core.raise_error(
            'core.invalid_attachment',
            format(
                'The name %s is not <word>.<word> of letters and _, 50 at most, or a '
                'module has it: give `name`.',
                core.excerpt(v_name)
            )
        );
    end if;
    if p_kind <> 'validation' then
        v_name := replace(v_name, '.', ':');
    end if;
    if exists (
        select from core.attachments as a where a.kind = p_kind and a.name = v_name
    )
        or p_kind <> 'validation' and exists (
            select from core.topic_rules as r where r.prefix = v_name
        )
    then
        perform core.raise_error(
            'core.invalid_attachment',
            format('The name %s is taken: give `name`.', core.excerpt(v_name))
        );
    end if;
    return v_name;
end;
$$;

comment on function core._attachment_name(text, regclass, jsonb) is
    'A topic, an entity, or null. Errors: PT422 core.invalid_attachment.';
