-- core.can_read_topic: whether the caller may read a topic.
--
-- Used by changes_since and by the policies on realtime.messages. The rule with the
-- longest matching prefix of whole segments decides; a topic without a rule is closed.
-- A predicate is a definer that a release seeded, and checks the caller itself: callers
-- of this function may be definers, whose owner no policy holds back.

create or replace function core.can_read_topic(p_topic text)
    returns boolean
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
    v_rule core.topic_rules;
    v_answer boolean;
begin
    if v_claims ->> 'role' = 'service_role' then
        return true;
    end if;

    select r.*
    into v_rule
    from core.topic_rules as r
    where starts_with(p_topic || ':', r.prefix || ':')
    order by length(r.prefix) desc
    limit 1;

    if not found then
        return false;
    end if;

    case v_rule.audience
        when 'everyone' then
            return true;
        when 'users' then
            return core.actor_id() is not null;
        when 'owner' then
            return coalesce(
                p_topic = v_rule.prefix || ':' || core.actor_id(), false
            );
        when 'roles' then
            return exists (
                select from unnest(v_rule.roles) as r (name)
                where core.has_role(r.name)
            );
        else
            execute format(
                'select %I.%I($1)',
                split_part(v_rule.predicate, '.', 1),
                split_part(v_rule.predicate, '.', 2)
            )
            into v_answer
            using p_topic;
            return coalesce(v_answer, false);
    end case;
end;
$$;

grant execute on function core.can_read_topic(text)
to anon, authenticated, service_role;

comment on function core.can_read_topic(text) is
    'Whether the caller may read a topic, by core.topic_rules; false without a rule.';
