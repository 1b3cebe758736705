-- name: newest
select v.scenario, v.version, v.name, v.whose, v.note, v.author, v.content, s.plan, v.plan_version, v.generation,
    v.as_of, v.saved_at,
    (select max(version) from scenario_version as other where other.scenario = v.scenario) as versions,
    coalesce(
        (select archived from scenario_archive as a where a.scenario = v.scenario order by a.rowid desc limit 1), 0
    ) as archived
from scenario_version as v
join scenario as s on s.id = v.scenario
where s.plan = :plan
    and v.version = (select max(version) from scenario_version as other where other.scenario = v.scenario)
order by v.saved_at desc, v.scenario

-- name: version
select v.scenario, v.version, v.name, v.whose, v.note, v.author, v.content, s.plan, v.plan_version, v.generation,
    v.as_of, v.saved_at,
    (select max(version) from scenario_version as other where other.scenario = v.scenario) as versions,
    coalesce(
        (select archived from scenario_archive as a where a.scenario = v.scenario order by a.rowid desc limit 1), 0
    ) as archived
from scenario_version as v
join scenario as s on s.id = v.scenario
where v.scenario = :scenario
    and v.version = coalesce(
        :version, (select max(version) from scenario_version as other where other.scenario = v.scenario)
    )

-- name: last_version
select max(version) from scenario_version where scenario = :scenario

-- name: add_scenario
insert into scenario (id, plan) values (:scenario, :plan)

-- name: add_version
insert into scenario_version
    (scenario, version, name, whose, note, author, content, plan_version, generation, as_of, saved_at)
values
    (:scenario, :version, :name, :whose, :note, :author, :content, :plan_version, :generation, :as_of, :saved_at)

-- name: archive
insert into scenario_archive (scenario, archived, author, at) values (:scenario, :archived, :author, :at)

-- name: draft
select id, sequence, author, content, plan, plan_version, generation, as_of, saved_at, scenario, version, session
from draft
where id = :draft
order by sequence desc
limit 1

-- name: add_draft
insert into draft
    (id, sequence, plan, session, author, content, plan_version, generation, as_of, saved_at, scenario, version)
values
    (:draft, :sequence, :plan, :session, :author, :content, :plan_version, :generation, :as_of, :saved_at, :of, :version)

-- name: forget_earlier
delete from draft where id = :draft and sequence < :sequence

-- name: drafts
select id, sequence, author, content, plan, plan_version, generation, as_of, saved_at, scenario, version, session
from draft
where plan = :plan
    and author = :author
    and sequence = (select max(sequence) from draft as other where other.id = draft.id)
order by saved_at desc, id

-- name: drop_draft
delete from draft where id = :draft and author = :author

-- name: meetings
-- Meetings with what was last said of each: of a plan, or the one with this id or token.
select m.id, m.plan, m.name, m.held_on, m.token, m.author, m.recorded_at,
    coalesce((select max(sequence) from meeting_event as e where e.meeting = m.id), 0) as sequence,
    (select content from meeting_event as e where e.meeting = m.id and kind = 'version'
        order by sequence desc limit 1) as version,
    (select content from meeting_event as e where e.meeting = m.id and kind = 'slides'
        order by sequence desc limit 1) as slides,
    (select content from meeting_event as e where e.meeting = m.id and kind = 'slide'
        order by sequence desc limit 1) as slide,
    (select at from meeting_event as e where e.meeting = m.id and kind = 'ended'
        order by sequence desc limit 1) as ended_at
from meeting as m
where m.plan = coalesce(:plan, m.plan) and m.id = coalesce(:meeting, m.id) and m.token = coalesce(:token, m.token)
order by m.held_on desc, m.recorded_at desc, m.id

-- name: under_way
select meeting, max(sequence) as sequence
from meeting_event
group by meeting
having sum(kind = 'ended') = 0

-- name: add_meeting
insert into meeting (id, plan, name, held_on, token, author, recorded_at)
values (:meeting, :plan, :name, :held_on, :token, :author, :at)

-- name: is_over
select count(*) as over from meeting_event where meeting = :meeting and kind = 'ended'

-- name: add_event
insert into meeting_event (meeting, sequence, kind, content, author, at)
select :meeting, coalesce(max(sequence), 0) + 1, :kind, :content, :author, :at
from meeting_event
where meeting = :meeting

-- name: agendas
select v.agenda, a.plan, v.version, v.name, v.slides, v.author, v.saved_at
from agenda_version as v
join agenda as a on a.id = v.agenda
where a.plan = :plan
    and not v.removed
    and v.version = (select max(version) from agenda_version as other where other.agenda = v.agenda)
order by v.saved_at desc, v.agenda

-- name: add_agenda
insert into agenda (id, plan) values (:agenda, :plan)

-- name: last_agenda_version
select max(version) from agenda_version where agenda = :agenda

-- name: add_agenda_version
insert into agenda_version (agenda, version, name, slides, removed, author, generation, saved_at)
values (:agenda, :version, :name, :slides, :removed, :author, :generation, :at)

-- name: remarks
select r.id, r.meeting, r.kind, r.slide, r.words, r.author, r.generation, r.at,
    a.words as answer, a.author as answered_by, a.at as answered_at
from remark as r
left join remark_answer as a on a.remark = r.id
    and a.sequence = (select max(sequence) from remark_answer as other where other.remark = r.id)
where r.plan = :plan and (:meeting is null or r.meeting = :meeting)
order by r.at, r.id

-- name: add_remark
insert into remark (id, plan, meeting, kind, slide, words, author, generation, at)
values (:remark, :plan, :meeting, :kind, :slide, :words, :author, :generation, :at)

-- name: add_answer
insert into remark_answer (remark, sequence, words, author, at)
select :remark, coalesce(max(sequence), 0) + 1, :words, :author, :at
from remark_answer
where remark = :remark
