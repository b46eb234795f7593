-- Proves functions/commerce/products/_show_location.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._show_location(l.id),
    '{"code": "SHOP", "name": "Corner shop", "kind": "store", "city": null,
      "position": 20, "is_active": true, "has_full_range": true, "version": 1}'::jsonb,
    'a location as callers read it'
)
from commerce.locations as l
where l.code = 'SHOP';

select * from finish();
rollback;
