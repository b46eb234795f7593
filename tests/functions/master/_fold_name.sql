-- Proves functions/master/_fold_name.sql.
begin;
select plan(6);

select is(
    master._fold_name('City of Dasmariñas (Capital)'), 'dasmarinas',
    'prefix, parenthesis, case and ñ do not distinguish spellings'
);
select is(master._fold_name('Cebu City'), 'cebu', 'nor does the suffix');
select is(master._fold_name('Sto. Tomas'), 'stotomas', 'nor does punctuation');
select isnt(
    master._fold_name('San Jose'), master._fold_name('San Juan'),
    'names do'
);

select is(
    master._fold_name('Saint-Étienne du Rouvray'), 'saintetiennedurouvray',
    'accents and hyphens go in any language'
);
select is(master._fold_name('東京 都'), '東京都', 'letters of other scripts stay');

select * from finish();
rollback;
