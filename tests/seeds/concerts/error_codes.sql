-- Proves sql/seeds/concerts/error_codes.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select key, sqlstate from core.error_codes where key ~ '^concerts[.]' $$,
    $$ values
        ('concerts.unknown_song', 'PT404'), ('concerts.unknown_setlist', 'PT404'),
        ('concerts.unknown_show', 'PT404'), ('concerts.already_voted', 'PT409'),
        ('concerts.not_voted', 'PT404'), ('concerts.voting_closed', 'PT409'),
        ('concerts.votes_queued', 'PT409'),
        ('concerts.invalid_record', 'PT422'), ('concerts.unknown_feed', 'PT404'),
        ('concerts.feed_running', 'PT409'), ('concerts.feed_superseded', 'PT409'),
        ('concerts.sync_not_ready', 'PT422'),
        ('concerts.unknown_record', 'PT404'), ('concerts.unknown_merge', 'PT404'),
        ('concerts.unknown_candidate', 'PT404'),
        ('concerts.merge_conflict', 'PT409'), ('concerts.undo_conflict', 'PT409'),
        ('concerts.unknown_query', 'PT404'), ('concerts.graphql_not_served', 'PT501') $$,
    'the errors of concerts, with their status'
);

select * from finish();
rollback;
