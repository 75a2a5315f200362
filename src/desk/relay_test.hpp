#pragma once
// A small process in which everything happens within the hour.

#include <string_view>

namespace reeve::desk {

inline constexpr std::string_view relay_process = R"yaml(
process: relay
version: 1
title: Relay

roles:
  asker:  { title: Asker, is: reporter, sees: own }
  local:  { title: Local, at: site, sees: organisation }
  first:  { title: First }
  second: { title: Second }

choices:
  speed:
    fast: Fast
    slow: Slow

tables:
  limits:
    hit: unique
    in:  { speed: speed }
    out: { answer: duration, whole: duration }
    rows:
      - [ fast, 10m, 20m ]
      - [ slow, 60m, 2h  ]
  next:
    hit: unique
    in:  { holder: role }
    out: { to: maybe role }
    rows:
      - [ first, second ]
      - [ [second, asker, local], none ]

records:
  job:
    kind: request
    title: Job
    number: "JOB-{seq:3}"
    organisation: site
    fields:
      speed: { choice: speed, required: true, default: "'fast'", title: Speed }
      site:  { organisation: site, required: true, default: reporter.organisation, title: Site }
      note:  { text: long, title: Note }
    states:
      fresh:  { open: true, start: true, title: Fresh }
      busy:   { open: true, title: Busy }
      parked: { open: true, waiting: reporter, title: Parked }
      over:   { end: true, title: Over }
    links:
      parts: { to: part, inverse: job, max: 20, title: Parts }
    custody:
      holders: [first, second]
      first: "'first'"
      arrives: fresh
    acts:
      log:     { title: Log, to: fresh, by: [asker, local, first], form: [title, description, speed, site] }
      begin:   { title: Begin, from: fresh, to: busy, by: holder, then: [ assign: actor ] }
      park:    { title: Park, from: busy, to: parked, by: holder }
      wake:    { title: Wake, from: parked, to: busy, by: [asker, desk], auto: { after: 10m } }
      split:
        title: Split
        from: busy
        by: holder
        then:
          - create: { type: part, link: parts, title: "'Part of ' + record.title", fields: { site: site } }
      finish:
        title: Finish
        from: busy
        to: over
        by: holder
        form: [note]
        needs:
          - { field: note, min: 3, why: Say how it ended. }
      pass_on: { title: Pass on, from: [fresh, busy, parked], to: fresh, by: desk, hand_over: tables.next(holder).to }
    clocks:
      answer:
        title: Answer
        starts: each_leg
        stops: [ act: begin ]
        limit: tables.limits(speed).answer
        calendar: always
        breach: { do: pass_on }
      whole:
        title: In all
        starts: once
        stops: [ state: over ]
        pauses: [ link_open: parts ]
        limit: tables.limits(speed).whole
        calendar: always
        warn: 50%
    rules:
      held:
        answers: [T1]
        always: "holder != null || state == 'over'"
        why: Somebody has it.

  part:
    kind: task
    title: Part
    number: "PART-{seq:3}"
    organisation: site
    fields:
      site: { organisation: site, required: true, title: Site }
    states:
      asked: { open: true, start: true, title: Asked }
      ready: { end: true, title: Ready }
    custody:
      holders: [first, second]
      first: "'second'"
    acts:
      log:  { title: Log, to: asked, by: [first, second], form: [title, description, site] }
      make: { title: Make, from: asked, to: ready, by: [first, second] }
    rules:
      known:
        answers: [T2]
        always: "site != null"
        why: A part has its site.
)yaml";

inline constexpr std::string_view relay_demo = R"yaml(
calendars:
  always: { title: Round the clock, zone: Africa/Maputo, week: { mon-sun: "00:00-24:00" } }

organisations:
  north:  { name: North Site, kind: site, calendar: always }
  south:  { name: South Site, kind: site, calendar: always }
  centre: { name: The Centre, kind: office, calendar: always }

teams:
  runners: { name: Runners, organisation: centre }

people:
  ada:  { name: Ada, organisation: north, roles: [asker] }
  bea:  { name: Bea, organisation: south, roles: [asker] }
  lena: { name: Lena, organisation: north, roles: [local] }
  leo:  { name: Leo, organisation: south, roles: [local] }
  fay:  { name: Fay, organisation: centre, team: runners, roles: [first] }
  fred: { name: Fred, organisation: centre, team: runners, roles: [first] }
  sue:  { name: Sue, organisation: centre, roles: [second] }
  anna: { name: Anna, organisation: centre, administrator: true, roles: [] }
)yaml";

}  // namespace reeve::desk
