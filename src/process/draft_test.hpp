#pragma once
// A small process that loads, with every kind of thing in it, and what loading it says.

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "process/edited_test.hpp"

namespace reeve::process {

inline constexpr std::string_view draft_text = R"(process: draft
version: 1
roles:
  caller: { is: reporter, sees: own }
  agent: {}
  expert: {}
choices:
  level: [high, low]
tables:
  limits:
    in: { level: level }
    out: { answer: duration, more: maybe duration }
    rows:
      - [ high, 1h, none ]
      - [ low, 2h, 4h ]
  next:
    in: { holder: role }
    out: { to: maybe role }
    rows:
      - [ agent, expert ]
      - [ any but agent, none ]
records:
  issue:
    kind: incident
    number: "ISS-{seq:5}"
    priority: level
    organisation: place
    fields:
      level: { choice: level, required: true }
      place: { organisation: true, required: true, default: reporter.organisation }
      crew: { team: true }
      seen: { instant: true }
      count: { integer: true }
      note: { text: long }
    states:
      new: { open: true, start: true }
      work: { open: true }
      wait: { open: true, waiting: reporter }
      done: {}
      closed: { end: true }
    links:
      notes: { to: memo, inverse: issue }
    custody:
      holders: [agent, expert]
      first: "'agent'"
      arrives: new
    acts:
      log: { to: new, by: [caller, agent], form: [title, description, level, place, note] }
      begin: { from: new, to: work, by: holder, then: [ assign: actor ] }
      ask:
        from: work
        to: wait
        by: holder
        needs:
          - { comment: public, why: Ask. }
      answer: { from: wait, to: work, by: caller }
      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }
      refer: { from: [new, work], by: holder, hand_over: tables.next(holder).to }
      finish: { from: work, to: done, by: holder, form: [note, count] }
      close: { from: done, to: closed, by: caller }
      jot:
        from: work
        by: holder
        then:
          - create: { type: memo, link: notes, title: "'Memo: ' + record.title", fields: { text: "'x'" } }
    clocks:
      answer:
        starts: each_leg
        stops: [ act: begin, hand_over ]
        limit: tables.limits(level).answer
        calendar: place.hours
      late:
        starts: once
        stops: [ state: done ]
        pauses: [ state: wait, link_open: notes ]
        limit: tables.limits(level).more
        breach: { do: refer }
    order: [ priority ]
    rules:
      noted:
        answers: [R1]
        always: "state != 'done' || note != null"
        why: Say what was done.
  memo:
    kind: task
    number: "MEMO-{seq:3}"
    fields:
      text: { text: short, required: true }
    states:
      open: { open: true, start: true }
      shut: { end: true }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { by: [agent, expert], form: [title, text] }
      shut: { from: open, to: shut, by: holder }
)";

class Draft : public Edited<Draft> {
public:
    Draft() : Edited(draft_text) {}

    [[nodiscard]] std::expected<Loaded, std::vector<Problem>> load() const;
    // Every problem as text without the file's name, or "loaded" alone; warnings too where it loads.
    [[nodiscard]] std::vector<std::string> problems() const;
    [[nodiscard]] std::vector<std::string> warnings() const;
    // The process, which must load.
    [[nodiscard]] ProcessPtr process() const;
};

}  // namespace reeve::process
