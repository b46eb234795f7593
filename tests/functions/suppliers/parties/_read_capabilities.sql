-- Proves functions/suppliers/parties/_read_capabilities.sql.
begin;
select plan(2);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._read_capabilities(
        '[{"capability": "painting", "valid_from_on": "2026-01-01",
          "valid_until_on": "2026-01-01"},
          {"capability": "painting", "valid_from_on": "2027-01-01"}]'
    ) #>> '{1, valid_from_on}',
    '2027-01-01', 'a list of periods is read'
);
select is_empty(
    $$ select c.capabilities
       from (
           values
           (null), ('{}'), ('[1]'), ('[{}]'), ('[{"capability": "painting"}]'),
           ('[{"capability": "flying", "valid_from_on": "2026-01-01"}]'),
           ('[{"capability": "painting", "valid_from_on": "2026-02-30"}]'),
           (
               '[{"capability": "painting", "valid_from_on": "2026-01-02",
               "valid_until_on": "2026-01-01"}]'
           ),
           (
               '[{"capability": "painting", "valid_from_on": "2026-01-02"},
               {"capability": "painting", "valid_from_on": "2026-01-02",
               "valid_until_on": "2026-12-31"}]'
           ),
           (
               (
                   select jsonb_agg(jsonb_build_object(
                       'capability', 'painting', 'valid_from_on', '2026-01-01'::date + n
                   ))::text
                   from generate_series(1, 201) as n
               )
           )
       ) as c (capabilities)
       where tests.refusal(format(
           'select suppliers._read_capabilities(%L)', c.capabilities
       )) ->> 'key' is distinct from 'suppliers.invalid_supplier' $$,
    'bad input is refused'
);

select * from finish();
rollback;
