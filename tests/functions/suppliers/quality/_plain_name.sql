-- Proves functions/suppliers/quality/_plain_name.sql.
begin;
select plan(4);

select is(
    array(
        select distinct suppliers._plain_name(n.name)
        from unnest(array[
            'Acme Kits Ltd.', 'ACME KITS LIMITED', 'Kits, Acme', 'The Acme  Kits B.V.',
            'Acmé Kits & Co.'
        ]) as n (name)
    ),
    '{acme kits}', 'case, accents, punctuation, legal forms and order do not count'
);
select isnt(
    suppliers._plain_name('Acme Kits 2'), suppliers._plain_name('Acme Kits 3'),
    'numbers do'
);
select is(suppliers._plain_name('Co. Ltd'), 'co. ltd', 'a name of nothing else stays');
select isnt(
    suppliers._plain_name('北京'), suppliers._plain_name('上海'), 'every script has names'
);

select * from finish();
rollback;
