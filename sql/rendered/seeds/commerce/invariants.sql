-- Rendered from sql/seeds/commerce/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of commerce that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'commerce.levels_equal_ledger',
    'commerce',
    $$
    select
        coalesce(l.variant_id, e.variant_id) as variant_id,
        coalesce(l.location_id, e.location_id) as location_id,
        l.on_hand, e.on_hand as ledger_on_hand,
        l.reserved, e.reserved as ledger_reserved,
        l.damaged, e.damaged as ledger_damaged,
        l.in_transit, e.in_transit as ledger_in_transit
    from (
        select
            s.variant_id, s.location_id, sum(s.on_hand) as on_hand,
            sum(s.reserved) as reserved, sum(s.damaged) as damaged,
            sum(s.in_transit) as in_transit
        from commerce.stock_levels as s
        group by s.variant_id, s.location_id
    ) as l
    full join (
        select
            s.variant_id,
            s.location_id,
            coalesce(
                sum(s.change) filter (where s.state in ('on_hand', 'reserved')), 0
            ) as on_hand,
            coalesce(sum(s.change) filter (where s.state = 'reserved'), 0) as reserved,
            coalesce(sum(s.change) filter (where s.state = 'damaged'), 0) as damaged,
            coalesce(
                sum(s.change) filter (where s.state = 'in_transit'), 0
            ) as in_transit
        from commerce.ledger_entries as s
        where s.location_id is not null
        group by s.variant_id, s.location_id
    ) as e on l.variant_id = e.variant_id and l.location_id = e.location_id
    where
        (
            coalesce(l.on_hand, 0), coalesce(l.reserved, 0), coalesce(l.damaged, 0),
            coalesce(l.in_transit, 0)
        ) is distinct from (
            coalesce(e.on_hand, 0), coalesce(e.reserved, 0), coalesce(e.damaged, 0),
            coalesce(e.in_transit, 0)
        )
    $$,
    'The ledger is the truth: set the level to the sums of commerce.ledger_entries.'
),
(
    'commerce.reserved_equals_reservations',
    'commerce',
    $$
    select l.variant_id, l.location_id, l.bucket, l.reserved, coalesce(r.quantity, 0)
    from commerce.stock_levels as l
    left join (
        select n.variant_id, n.location_id, n.bucket, sum(n.quantity) as quantity
        from commerce.reservation_lines as n
        inner join commerce.reservations as s on n.reservation_id = s.id
        where s.status in ('open', 'confirmed')
        group by n.variant_id, n.location_id, n.bucket
    ) as r
        on
            l.variant_id = r.variant_id
            and l.location_id = r.location_id
            and l.bucket = r.bucket
    where l.reserved <> coalesce(r.quantity, 0)
    $$,
    'Release the reservation that no caller has; post the difference as a movement.'
),
(
    'commerce.transfers_are_in_transit',
    'commerce',
    $$
    select l.variant_id, l.location_id, l.in_transit, coalesce(t.quantity, 0)
    from (
        select s.variant_id, s.location_id, sum(s.in_transit) as in_transit
        from commerce.stock_levels as s
        group by s.variant_id, s.location_id
    ) as l
    left join (
        select
            s.variant_id, s.to_location_id,
            sum(s.quantity - s.received - s.lost) as quantity
        from commerce.transfers as s
        where s.ended_at is null
        group by s.variant_id, s.to_location_id
    ) as t on l.variant_id = t.variant_id and l.location_id = t.to_location_id
    where l.in_transit <> coalesce(t.quantity, 0)
    $$,
    'Post the difference as a movement between in_transit and on_hand.'
),
(
    'commerce.sync_versions_are_counted',
    'commerce',
    $$
    select r.id, e.key as field, e.value, r.version
    from commerce.sync_records as r
    cross join jsonb_each(r.fields) as e
    where
        greatest(
            (e.value #>> '{us,version}')::bigint, (e.value #>> '{pms,seen}')::bigint
        ) > r.version
    $$,
    'Set version to the greatest version that the fields name.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
