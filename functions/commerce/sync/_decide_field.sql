-- commerce._decide_field: which side stands in a field, from its states and policy.
--
-- A side that has seen the other's version supersedes it. Where neither has, both
-- changed the field at once, and the policy decides. A null winner leaves each side
-- what it has until a user resolves the conflict.

create or replace function commerce._decide_field(p_sides jsonb, p_policy text)
    returns table (winner text, value jsonb, shown jsonb, reason text)
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        w.winner,
        p_sides #> array[w.winner, 'value'],
        case w.winner
            when 'us' then p_sides #> '{us,value}'
            else p_sides #> '{pms,value}'
        end,
        w.reason
    from (
        select
            p_sides -> 'pms' as pms,
            p_sides -> 'us' as us,
            coalesce(
                (p_sides #>> '{us,seen}')::bigint >= (p_sides #>> '{pms,version}')::bigint,
                false
            ) as we_saw,
            coalesce(
                (p_sides #>> '{pms,seen}')::bigint >= (p_sides #>> '{us,version}')::bigint,
                false
            ) as they_saw
    ) as s
    cross join lateral (
        select
            case
                when s.pms is null then 'us'
                when s.we_saw and not s.they_saw then 'us'
                when s.pms ? 'is_contradicted' then null
                when s.us is null or s.pms -> 'value' = s.us -> 'value' then 'pms'
                when s.they_saw and not s.we_saw then 'pms'
                when p_policy = 'pms_wins' then 'pms'
                when p_policy = 'we_win' then 'us'
                when p_policy = 'newest' then case
                    when s.us ->> 'at' collate "C" > s.pms ->> 'at'
                        or (
                            s.us ->> 'at' = s.pms ->> 'at'
                            and (s.us -> 'value')::text collate "C"
                            > (s.pms -> 'value')::text
                        )
                        then 'us'
                    else 'pms'
                end
            end as winner,
            case
                when s.pms is null then 'only'
                when s.we_saw and not s.they_saw then 'later'
                when s.pms ? 'is_contradicted' then 'contradiction'
                when s.us is null then 'only'
                when s.pms -> 'value' = s.us -> 'value' then 'equal'
                when s.they_saw and not s.we_saw then 'later'
                else 'concurrent'
            end as reason
    ) as w
$$;

comment on function commerce._decide_field(jsonb, text) is
$$The winner (pms, us, or null: ask), its value, and what the source should show.

p_sides: {pms: state, us: state}. reason: only, later, equal, concurrent, contradiction.
$$;
