-- Proves policies/commerce/sales.sql.j2.
begin;
select plan(6);

-- Given: a sale.
insert into commerce.sales (
    sold_at, variant_id, location_id, quantity, amount_minor, currency, created_at
)
values ('2026-01-02Z', 1, 1, 1, 100, 'PHP', '2026-01-02Z');

select * from tests.is_shown_to(
    'commerce.sales', 'staff', tests.user('ada'), '{admin, analyst, buyer}',
    p_visible => 0
);

select * from finish();
rollback;
