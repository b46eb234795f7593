-- concerts._list_demo_songs: the songs of the demo.
--
-- Titles of an artist are one text, a semicolon between them; behind a tilde stands
-- whose song it is.

create or replace function concerts._list_demo_songs()
    returns table (artist text, title text, cover_of text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        a.artist,
        split_part(s.title, ' ~ ', 1),
        nullif(split_part(s.title, ' ~ ', 2), '')
    from (
        values
        (
            'Arctic Monkeys',
            'Do I Wanna Know?; R U Mine?; I Bet You Look Good on the Dancefloor; '
            '505; Brianstorm; Fluorescent Adolescent; Crying Lightning; Cornerstone; '
            'Arabella'
        ),
        ('Beyoncé', 'Crazy in Love; Halo; Formation; Single Ladies; Texas Hold ''Em'),
        (
            'Billie Eilish',
            'bad guy; when the party''s over; ocean eyes; everything i wanted; '
            'Happier Than Ever; What Was I Made For?; BIRDS OF A FEATHER; LUNCH; '
            'Therefore I Am'
        ),
        ('Björk', 'Army of Me; Hyperballad; Jóga; Bachelorette; Human Behaviour'),
        (
            'Bob Dylan',
            'Like a Rolling Stone; Tangled Up in Blue; All Along the Watchtower; '
            'Blowin'' in the Wind; Desolation Row'
        ),
        (
            'Bruce Springsteen',
            'Born to Run; Thunder Road; Badlands; Dancing in the Dark; The River; '
            'Born in the U.S.A.; The Promised Land; Tenth Avenue Freeze-Out; '
            'Glory Days'
        ),
        (
            'Coldplay',
            'Yellow; Fix You; Viva la Vida; Clocks; The Scientist; Paradise; '
            'A Sky Full of Stars; Adventure of a Lifetime; Higher Power'
        ),
        (
            'Depeche Mode',
            'Enjoy the Silence; Personal Jesus; Never Let Me Down Again; '
            'Everything Counts; Walking in My Shoes; Policy of Truth; In Your Room; '
            'Just Can''t Get Enough; Ghosts Again'
        ),
        (
            'Foo Fighters',
            'Everlong; Best of You; The Pretender; Learn to Fly; My Hero; '
            'Monkey Wrench; Times Like These; All My Life; Rescued'
        ),
        (
            'Iron Maiden',
            'Fear of the Dark; The Number of the Beast; Hallowed Be Thy Name; '
            'The Trooper; Run to the Hills'
        ),
        (
            'Kendrick Lamar',
            'HUMBLE.; Alright; DNA.; Money Trees; Swimming Pools (Drank)'
        ),
        (
            'Kraftwerk',
            'Autobahn; The Model; Trans-Europe Express; Computer Love; The Robots'
        ),
        (
            'LCD Soundsystem',
            'All My Friends; Dance Yrself Clean; Someone Great; Losing My Edge; '
            'New York, I Love You but You''re Bringing Me Down'
        ),
        (
            'Massive Attack',
            'Teardrop; Unfinished Sympathy; Angel; Safe From Harm; Inertia Creeps'
        ),
        (
            'Metallica',
            'Enter Sandman; Master of Puppets; One; Nothing Else Matters; '
            'For Whom the Bell Tolls; Fade to Black; Seek & Destroy; Battery; '
            'Turn the Page ~ Bob Seger'
        ),
        (
            'Nick Cave & the Bad Seeds',
            'Red Right Hand; Into My Arms; The Mercy Seat; Jubilee Street; '
            'The Ship Song'
        ),
        (
            'Nine Inch Nails',
            'Hurt; Closer; Head Like a Hole; March of the Pigs; The Hand That Feeds'
        ),
        (
            'Patti Smith',
            'Because the Night; Gloria ~ Them; People Have the Power; '
            'Dancing Barefoot; Pissing in a River'
        ),
        (
            'Paul McCartney',
            'Hey Jude ~ The Beatles; Let It Be ~ The Beatles; '
            'Live and Let Die ~ Wings; Band on the Run ~ Wings; '
            'Blackbird ~ The Beatles; Maybe I''m Amazed; '
            'Helter Skelter ~ The Beatles; Jet ~ Wings; Get Back ~ The Beatles; '
            'Something ~ The Beatles'
        ),
        (
            'Pearl Jam',
            'Alive; Even Flow; Black; Jeremy; Yellow Ledbetter; Better Man; '
            'Daughter; Corduroy; Rockin'' in the Free World ~ Neil Young'
        ),
        (
            'PJ Harvey',
            'Down by the Water; Rid of Me; Let England Shake; '
            'The Words That Maketh Murder; To Bring You My Love'
        ),
        (
            'Radiohead',
            'Creep; Karma Police; Paranoid Android; No Surprises; Idioteque; '
            'Everything in Its Right Place; Weird Fishes/Arpeggi; There There; '
            'Street Spirit (Fade Out); Pyramid Song'
        ),
        ('Rosalía', 'MALAMENTE; CON ALTURA; DESPECHÁ; SAOKO; BIZCOCHITO'),
        ('Sigur Rós', 'Svefn-g-englar; Hoppípolla; Sæglópur; Glósóli; Festival'),
        ('Stromae', 'Alors on danse; Papaoutai; Formidable; L''enfer; Santé'),
        (
            'Taylor Swift',
            'Cruel Summer; Love Story; Shake It Off; Blank Space; Anti-Hero; '
            'You Belong With Me; All Too Well; Style; cardigan'
        ),
        (
            'The Cure',
            'Just Like Heaven; Friday I''m in Love; Boys Don''t Cry; A Forest; '
            'Lovesong; Pictures of You; Plainsong; Close to Me; Alone'
        ),
        (
            'The National',
            'Bloodbuzz Ohio; Fake Empire; Mr. November; Terrible Love; I Need My Girl'
        ),
        (
            'U2',
            'Where the Streets Have No Name; One; With or Without You; '
            'Sunday Bloody Sunday; Beautiful Day'
        ),
        (
            'Wilco',
            'Jesus, Etc.; Impossible Germany; Heavy Metal Drummer; '
            'I Am Trying to Break Your Heart; Via Chicago'
        )
    ) as a (artist, titles)
    cross join unnest(string_to_array(a.titles, '; ')) as s (title)
$$;

comment on function concerts._list_demo_songs() is
    'Two hundred songs: nine or ten of an artist who plays soon, five of the others.';
