// Explores a process of more than a million states; prints one JSON object.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "process/load.hpp"
#include "verify/check.hpp"

namespace {

constexpr int flags = 14;

// Flags that people turn on and off while the record goes its way, with a clock, an escalation, tasks, and a
// rule that reads every flag.
constexpr const char* whole = R"YAML(process: wide
version: 1
roles:
  caller: {{ is: reporter, sees: own }}
  agent: {{}}
  expert: {{}}
records:
  issue:
    kind: incident
    number: "WIDE-{{seq:5}}"
    fields:
{}    states:
      new: {{ open: true, start: true }}
      work: {{ open: true }}
      wait: {{ open: true, waiting: reporter }}
      done: {{}}
      closed: {{ end: true }}
    links:
      tasks: {{ to: task, inverse: issue, max: 5 }}
    custody:
      holders: [agent, expert]
      first: "'agent'"
      arrives: new
    acts:
      log: {{ to: new, by: [caller, agent], form: [title] }}
      begin: {{ from: new, to: work, by: holder }}
      ask: {{ from: work, to: wait, by: holder }}
      answer: {{ from: wait, to: work, by: caller }}
      lapse: {{ from: wait, to: done, by: desk, auto: {{ after: 14d }} }}
      back: {{ from: [new, work], by: holder, hand_over: back }}
      escalate: {{ from: [new, work, wait], by: desk, hand_over: "holder == 'agent' ? 'expert' : null" }}
      give: {{ from: work, by: holder, then: [ create: {{ type: task, link: tasks, title: "'Do it'" }} ] }}
      finish:
        from: work
        to: done
        by: holder
        needs: [ {{ name: ended, condition: "links.tasks.all(t, !t.open)", why: Wait. }} ]
      close: {{ from: done, to: closed, by: agent }}
{}    clocks:
      answer:
        starts: each_leg
        stops: [ state: done, hand_over ]
        pauses: [ state: wait ]
        limit: "duration('4h')"
        breach: {{ do: escalate }}
    rules:
      all:
        answers: [A1]
        always: "!({}state == 'closed' && ever('wait')) || done('back')|| !done('back')"
        why: It is so.
  task:
    kind: task
    number: "WT-{{seq:5}}"
    states: {{ open: {{ open: true, start: true }}, gone: {{ end: true }} }}
    custody: {{ holders: [agent], first: "'agent'" }}
    acts:
      log: {{ to: open, by: [agent, expert] }}
      drop: {{ from: open, to: gone, by: agent }}
)YAML";

std::string process_text() {
    std::string fields, acts, all;
    for (int i = 0; i < flags; ++i) {
        fields += fmt::format("      f{}: {{ boolean: true, required: true, default: \"false\" }}\n", i);
        acts += fmt::format(
            "      turn_{0}: {{ from: [new, work], by: holder, then: [ set: {{ f{0}: \"!f{0}\" }} ] }}\n", i);
        all += fmt::format("f{} && ", i);
    }
    return fmt::format(fmt::runtime(whole), fields, acts, all);
}

std::string text_of(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

// FILE: another process, of which the first million states of the first type are explored.
int main(int count, char** words) {
    const bool other = count > 1;
    const std::vector<reeve::process::SourceFile> files{
        {"process.yaml", other ? text_of(words[1]) : process_text()}};
    const auto loaded = reeve::process::load_process(other ? "rich" : "wide", files);
    if (!loaded) {
        for (const reeve::Problem& problem : loaded.error()) fmt::print(stderr, "{}\n", reeve::text(problem));
        return EXIT_FAILURE;
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto outcomes = reeve::verify::outcomes_of(*loaded->process);
    const reeve::verify::Bounds bounds{.states = other ? 1'000'000U : 8'000'000U, .steps = ~std::uint64_t{0}};
    const auto found = reeve::verify::explore(*loaded->process, 0, outcomes, bounds);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const double processor =
        static_cast<double>(used.ru_utime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec) / 1e6;
    fmt::print(
        "{{\"states\": {}, \"steps\": {}, \"complete\": {}, \"seconds\": {:.3f}, \"processor_s\": {:.3f}, "
        "\"peak_mib\": {}}}\n",
        found.visited.size(), found.steps, found.complete, seconds, processor, used.ru_maxrss / 1024);
    return EXIT_SUCCESS;
}
