-- Proves sql/seeds/suppliers/settings.sql.j2.
begin;
select plan(1);

select is(
    (
        select count(*) from core.settings as s
        where
            s.name in ('suppliers.bulk_rate', 'suppliers.supplier_bulk_rate')
            and core._is_rate_limit(s.default_value)
    ),
    2::bigint, 'the limits of bulk calls are limits'
);

select * from finish();
rollback;
