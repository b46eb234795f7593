-- Triggers on concerts.votes, in firing order.

-- A vote is cast or withdrawn, never changed. A merge moves it to another song, and the
-- counters with it.
create or replace trigger t20_refuse_change
    before update on concerts.votes
    for each row
    when (
        old.setlist_song_id = new.setlist_song_id
        or (old.user_id, old.voted_at, old.closes_at)
        is distinct from (new.user_id, new.voted_at, new.closes_at)
    )
    execute function core.tg__refuse_change();
create or replace trigger t20_refuse_truncate
    before truncate on concerts.votes
    for each statement
    execute function core.tg__refuse_change();

-- Counters equal the votes at any moment.
create or replace trigger t30_count_insert
    after insert on concerts.votes
    referencing new table as changed_rows
    for each statement
    execute function concerts.tg_votes__count();
create or replace trigger t30_count_delete
    after delete on concerts.votes
    referencing old table as changed_rows
    for each statement
    execute function concerts.tg_votes__count();
