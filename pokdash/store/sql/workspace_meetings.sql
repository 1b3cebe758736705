-- Meetings, agendas, and the questions and notes that were kept. A meeting never changes: what happens in it is an event.
create table meeting (
    id text primary key check (length(id) between 8 and 20),
    plan text not null check (plan <> ''),
    name text not null check (trim(name) <> ''),
    held_on text not null check (held_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    token text not null unique check (length(token) >= 20),
    author text not null check (author <> ''),
    recorded_at text not null
) strict, without rowid;

-- `version`: the version of the data that everyone sees; `slides`: its agenda; `slide`: where it is; `ended`: it is over.
create table meeting_event (
    meeting text not null references meeting (id),
    sequence integer not null check (sequence >= 1),
    kind text not null check (kind in ('version', 'slides', 'slide', 'ended')),
    content text not null check (json_valid(content)),
    author text not null check (author <> ''),
    at text not null,
    primary key (meeting, sequence)
) strict, without rowid;

create table agenda (
    id text primary key check (length(id) between 8 and 20),
    plan text not null check (plan <> '')
) strict, without rowid;

create table agenda_version (
    agenda text not null references agenda (id),
    version integer not null check (version >= 1),
    name text not null check (trim(name) <> ''),
    slides text not null check (json_valid(slides)),
    removed integer not null check (removed in (0, 1)),
    author text not null check (author <> ''),
    generation integer not null check (generation >= 1),
    saved_at text not null,
    primary key (agenda, version)
) strict, without rowid;

-- A question or a note: at which meeting, if any, on which slide, and of which version of the data.
create table remark (
    id text primary key check (length(id) between 8 and 20),
    plan text not null check (plan <> ''),
    meeting text references meeting (id),
    kind text not null check (kind in ('question', 'note')),
    slide text not null,
    words text not null check (trim(words) <> ''),
    author text not null check (author <> ''),
    generation integer not null check (generation >= 1),
    at text not null
) strict, without rowid;

create table remark_answer (
    remark text not null references remark (id),
    sequence integer not null check (sequence >= 1),
    words text not null check (trim(words) <> ''),
    author text not null check (author <> ''),
    at text not null,
    primary key (remark, sequence)
) strict, without rowid;

create trigger meeting_stays before update on meeting begin select raise(abort, 'append-only'); end;
create trigger meeting_is_kept before delete on meeting begin select raise(abort, 'append-only'); end;
create trigger event_stays before update on meeting_event begin select raise(abort, 'append-only'); end;
create trigger event_is_kept before delete on meeting_event begin select raise(abort, 'append-only'); end;
create trigger agenda_stays before update on agenda begin select raise(abort, 'append-only'); end;
create trigger agenda_is_kept before delete on agenda begin select raise(abort, 'append-only'); end;
create trigger agenda_version_stays before update on agenda_version begin select raise(abort, 'append-only'); end;
create trigger agenda_version_is_kept before delete on agenda_version begin select raise(abort, 'append-only'); end;
create trigger remark_stays before update on remark begin select raise(abort, 'append-only'); end;
create trigger remark_is_kept before delete on remark begin select raise(abort, 'append-only'); end;
create trigger answer_stays before update on remark_answer begin select raise(abort, 'append-only'); end;
create trigger answer_is_kept before delete on remark_answer begin select raise(abort, 'append-only'); end;
