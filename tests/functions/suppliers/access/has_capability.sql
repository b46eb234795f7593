-- Proves functions/suppliers/access/has_capability.sql.
begin;
select plan(5);

-- Given: supplier 3001 has painting from 2020 on, and a certificate for welding.
select tests.small_project();

select results_eq(
    $$ select suppliers.has_capability(3001, 'painting', d.day)
       from (values ('2019-12-31'::date), ('2020-01-01'), ('2999-12-31')) as d (day) $$,
    $$ values (false), (true), (true) $$,
    'a capability without an end holds from its first day on'
);
select is(
    suppliers.has_capability(3001, 'welding', '2030-01-01'), false,
    'a certificate alone is no capability'
);
insert into suppliers.supplier_capabilities (
    supplier_id, capability_code, valid_from_on, valid_until_on
)
values (3001, 'welding', '2019-01-01', '2099-12-31');
select results_eq(
    $$ select suppliers.has_capability(3001, 'welding', d.day)
       from (
           values ('2019-12-31'::date), ('2020-01-01'), ('2098-12-31'), ('2099-01-01')
       ) as d (day) $$,
    $$ values (false), (true), (true), (false) $$,
    'one that needs a certificate holds while that is valid'
);
update suppliers.certificates set revoked_at = core.now()
where supplier_id = 3001;
select is(
    suppliers.has_capability(3001, 'welding', '2030-01-01'), false,
    'a revoked certificate counts for nothing'
);
select is(
    suppliers.has_capability(3001, 'flying', '2030-01-01'), false,
    'what is not recorded is not there'
);

select * from finish();
rollback;
