-- Proves functions/concerts/search/_fits_words.sql.
begin;
select plan(4);

select is(
    concerts._fits_words(
        q.query, array(
            select unnest(concerts._list_grams(q.query))
            intersect
            select unnest(concerts._list_grams(q.document))
        )
    ), q.fits, q.what
)
from (
    values
    ('radiohed stairwayy', 'radiohead', true, 'one of two words, mistyped'),
    ('beatls manchestre', 'the beatles', true, 'the shorter of two words'),
    ('the xylophone', 'the beatles', false, 'a short word is not enough'),
    ('xylophone', 'the beatles', false, 'no word')
) as q (query, document, fits, what);

select * from finish();
rollback;
