-- Seeds of concerts.persisted_queries: the documents of the demo and of first clients.
--
-- A changed document has another id, so it is a new row beside the old one. They run on
-- pg_graphql and on PostGraphile.

insert into concerts.persisted_queries (id, name, document)
select
    encode(sha256(convert_to(d.document, 'UTF8')), 'hex') as id,
    substring(d.document from '^[a-z]+ ([A-Za-z0-9]+)') as name,
    d.document
from (
    values
    ($$query PopularArtists($first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  artistCollection(
    filter: {popularity: {gte: 0}}
    orderBy: [{popularity: DescNullsFirst}]
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id name genres popularity image_url } }
  }
}$$),
    ($$query Search($query: String!, $size: Int) {
  search_concerts(query: $query, page_size: $size)
}$$),
    ($$query ArtistPage($id: BigInt!, $from: Date!) {
  artistCollection(filter: {id: {eq: $id}}, first: 1) {
    edges {
      node {
        id
        name
        genres
        popularity
        image_url
        shows(
          filter: {show_on: {gte: $from}}
          orderBy: [{show_on: AscNullsLast}]
          first: 50
        ) {
          totalCount
          edges { node { id show_on status title venue { id name city country } } }
        }
      }
    }
  }
}$$),
    ($$query VenuePage($id: BigInt!, $from: Date!) {
  venueCollection(filter: {id: {eq: $id}}, first: 1) {
    edges {
      node {
        id
        name
        city
        state
        country
        timezone
        shows(
          filter: {show_on: {gte: $from}}
          orderBy: [{show_on: AscNullsLast}]
          first: 50
        ) {
          totalCount
          edges { node { id show_on status title artist { id name } } }
        }
      }
    }
  }
}$$),
    ($$query ComingShows(
  $from: Date!
  $first: Int
  $after: Cursor
  $last: Int
  $before: Cursor
) {
  showCollection(
    filter: {show_on: {gte: $from}}
    orderBy: [{show_on: AscNullsLast}]
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges {
      cursor
      node {
        id
        show_on
        status
        title
        artist { id name image_url }
        venue { id name city country }
      }
    }
  }
}$$),
    ($$query ShowPage($id: BigInt!) {
  showCollection(filter: {id: {eq: $id}}, first: 1) {
    edges {
      node {
        id
        title
        show_on
        starts_at
        closes_at
        timezone
        status
        url
        artist { id name image_url }
        venue { id name city country }
        setlists(first: 2) {
          edges {
            node {
              id
              kind
              source_url
              songs(orderBy: [{place: AscNullsLast}], first: 100) {
                edges {
                  node {
                    id
                    place
                    encore
                    is_tape
                    info
                    votes
                    song { id title cover_of }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}$$),
    ($$query MyVotes($first: Int, $after: Cursor) {
  myVoteCollection(orderBy: [{voted_at: DescNullsLast}], first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        setlist_song_id
        voted_at
        closes_at
        setlist_song { votes song { title artist { name } } setlist { show_id } }
      }
    }
  }
}$$),
    ($$mutation CastVote($song: BigInt!, $key: String) {
  cast_vote(setlist_song_id: $song, idempotency_key: $key)
}$$),
    ($$mutation WithdrawVote($song: BigInt!) {
  withdraw_vote(setlist_song_id: $song)
}$$)
) as d (document)
on conflict (id) do nothing;
