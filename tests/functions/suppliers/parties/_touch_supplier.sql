-- Proves functions/suppliers/parties/_touch_supplier.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

do $$
begin
    perform suppliers._touch_supplier(3001);
    perform suppliers._touch_supplier(3001);
end;
$$;
select is(s.version, 3::bigint, 'the version rises, also twice at the same time')
from suppliers.suppliers as s
where s.id = 3001;
select is(s.version, 1::bigint, 'that of another supplier stays')
from suppliers.suppliers as s
where s.id = 3002;

select * from finish();
rollback;
