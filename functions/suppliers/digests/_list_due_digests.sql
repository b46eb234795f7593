-- suppliers._list_due_digests: users whose digest of today is still to be made.
--
-- Compared are the local date and hour, not points in time: an hour that the clocks
-- skip is over when they go on, and of one that comes twice the first counts.

create or replace function suppliers._list_due_digests(p_most integer)
    returns table (user_id uuid, digest_on date, timezone text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select d.user_id, d.local_at::date as digest_on, d.timezone
    from (
        select w.*, suppliers._local_time(w.timezone) as local_at
        from (
            select
                m.user_id,
                coalesce(p.hour, (c.value -> 'hour')::integer) as hour,
                coalesce(p.is_enabled, (c.value -> 'is_enabled')::boolean) as is_enabled,
                coalesce(p.timezone, c.value ->> 'timezone') as timezone
            from (
                select s.user_id
                from suppliers.supplier_users as s
                union
                select o.user_id
                from suppliers.project_managers as o
            ) as m
            left join suppliers.digest_preferences as p on m.user_id = p.user_id
            cross join (
                select core.setting('suppliers.digest_defaults') as value
            ) as c
        ) as w
    ) as d
    where
        d.is_enabled
        and extract(hour from d.local_at) >= d.hour
        and not exists (
            select
            from suppliers.digests as o
            where o.user_id = d.user_id and o.digest_on = d.local_at::date
        )
    order by d.user_id
    limit p_most
$$;

comment on function suppliers._list_due_digests(integer) is
    'At most so many users, with the date of their day.';
