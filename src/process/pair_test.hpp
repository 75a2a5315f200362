#pragma once
// Two small processes whose records are linked.

#include <string_view>

namespace reeve::process {

inline constexpr std::string_view releases_process = R"(process: releases
version: 1
roles: { planner: {} }
choices:
  size: [major, minor]
records:
  change:
    kind: change
    number: "CHG-{seq:3}"
    fields: { size: { choice: size } }
    states: # of change
      planned: { open: true, start: true }
      live:    { end: true }
    outcomes: { on_its_way: [planned], live: [live] }
    shares: [size]
    custody: { holders: [planner], first: "'planner'" }
    acts:
      log:     { to: planned, by: planner, form: [title, size] }
      go_live: { from: planned, to: live, by: planner }
)";

inline constexpr std::string_view tickets_process = R"(process: tickets
version: 1
roles: { agent: {} }
choices:
  weight: [major, minor]
records:
  ticket:
    kind: request
    number: "TIC-{seq:3}"
    states:
      new:    { open: true, start: true }
      closed: { end: true }
    links:
      rfc: { to: releases/change, inverse: tickets, max: 3, reads: { outcome: [live], size: { choice: weight } } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log:   { to: new, by: agent, form: [title] }
      close:
        from: new
        to: closed
        by: agent
        needs:
          - { link: rfc, linked: "linked.outcome == 'live' && linked.size != null && linked.size == 'major'", why: The change is live. }
)";

}  // namespace reeve::process
