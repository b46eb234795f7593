-- Proves sql/seeds/commerce/validation_rules.sql.j2.
begin;
select plan(3);

select results_eq(
    $$ select entity, count(*) > 5 from core.validation_rules
       where entity ~ '^commerce' and is_enabled and severity = 'error'
       group by 1 order by 1 $$,
    $$ values ('commerce.price', true), ('commerce.product', true),
        ('commerce.publication', false), ('commerce.variant', true) $$,
    'products, variants, prices and publication have rules'
);
select set_eq(
    $$ select distinct kind from core.validation_rules where entity ~ '^commerce' $$,
    array[
        'sanitize', 'required', 'type', 'length', 'range', 'pattern', 'one_of',
        'compare', 'required_if', 'custom'
    ],
    'of each kind that is needed'
);
select is_empty(
    $$ select r.name
       from core.validation_rules as r
       where r.entity ~ '^commerce' and r.kind = 'custom'
           and r.argument ->> 'function' !~ '^commerce[.]_[a-z_]+_fault$' $$,
    'custom rules are functions of commerce'
);

select * from finish();
rollback;
