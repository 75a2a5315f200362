#pragma once
// A small process in which nothing is to be found.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "process/edited_test.hpp"
#include "verify/check.hpp"

namespace reeve::verify {

inline constexpr std::string_view small_text = R"YAML(process: small
version: 1
roles:
  caller: { is: reporter, sees: own }
  agent: {}
  expert: {}
choices:
  level: [high, low]
tables:
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
    fields:
      level: { choice: level, required: true }
      told: { boolean: true }
      count: { integer: true }
      note: { text: long }
    states:
      new: { open: true, start: true }
      work: { open: true }
      wait: { open: true, waiting: reporter }
      done: {}
      closed: { end: true }
    links:
      notes: { to: memo, inverse: issue, max: 5 }
    custody:
      holders: [agent, expert]
      first: "'agent'"
      arrives: new
    acts:
      log: { to: new, by: [caller, agent], form: [title, level, told] }
      begin: { from: new, to: work, by: holder }
      ask: { from: work, to: wait, by: holder }
      answer: { from: wait, to: work, by: caller }
      lapse: { from: wait, to: done, by: desk, auto: { after: 14d } }
      refer: { from: [new, work], by: holder, hand_over: tables.next(holder).to }
      escalate: { from: [new, work, wait], by: desk, hand_over: tables.next(holder).to }
      jot:
        from: work
        by: holder
        then:
          - create: { type: memo, link: notes, title: "'A note'" }
      finish:
        from: work
        to: done
        by: holder
        form: [note]
        needs:
          - { field: note, min: 5, why: Say it. }
      reopen: { from: done, to: work, by: caller }
      close: { from: done, to: closed, by: agent, auto: { after: 5d } }
    clocks:
      answer:
        starts: each_leg
        stops: [ state: done, hand_over ]
        limit: "duration('4h')"
        calendar: always
        breach: { do: escalate }
    rules:
      noted:
        answers: [A1]
        always: "state != 'closed' || state == 'closed'"
        why: It is so.
  memo:
    kind: task
    number: "MEM-{seq:5}"
    states:
      open: { open: true, start: true }
      gone: { end: true }
    custody:
      holders: [agent]
      first: "'agent'"
    acts:
      log: { to: open, by: [agent, expert] }
      drop: { from: open, to: gone, by: [agent, linked] }
)YAML";

// Null where it was not found: "rule_broken:issue.rules.told".
inline const Finding* finding_of(const Checked& checked, std::string_view id) {
    const auto found = std::ranges::find(checked.findings, id, &Finding::id);
    return found == checked.findings.end() ? nullptr : &*found;
}

class Small : public process::Edited<Small> {
public:
    Small() : Edited(small_text) {}

    // Has this rule ("always: …", with what stands below it) in place of the one that holds whatever happens.
    Small& with_rule(std::string_view rule) {
        return with("always: \"state != 'closed' || state == 'closed'\"", rule);
    }

    // The process, which must load.
    [[nodiscard]] process::ProcessPtr process() const { return loaded_as("small"); }

    // "error rule_broken:issue.rules.told", each finding.
    [[nodiscard]] std::vector<std::string> found(const Bounds& bounds = {}) const {
        std::vector<std::string> found;
        for (const Finding& finding : checked(bounds).findings)
            found.push_back(std::string(word(finding.severity)) + " " + finding.id());
        return found;
    }

    [[nodiscard]] Checked checked(const Bounds& bounds = {}) const {
        const auto of = process();
        return of ? check(*of, files(), bounds) : Checked{};
    }
};

}  // namespace reeve::verify
