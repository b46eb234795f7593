-- Proves functions/master/_normalize_rows.sql.
begin;
select plan(2);

select is(
    master._normalize_rows(
        jsonb_build_array(
            jsonb_build_object('name', E' Cagayan\u00a0de  Oro', 'population', 5),
            jsonb_build_object('name', E'Parin\u0303as', 'class', ' ')
        )
    ),
    '[{"name": "Cagayan de Oro", "population": 5}, {"name": "Pariñas", "class": null}]',
    'texts are in normal form, in the order of the rows'
);
select is(
    master._normalize_rows('[1, "a", {}]'), '[1, "a", {}]',
    'an item that is not an object stays as it is'
);

select * from finish();
rollback;
