// Any file is a mapping or a list of mistakes; what loads names only what the process has.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "process/import_mapping.hpp"

namespace {

using namespace reeve::process;

constexpr std::string_view process_text = R"(process: small
version: 1
roles:
  caller: { is: reporter, sees: own }
  agent: {}
choices:
  level: [high, low]
records:
  issue:
    kind: incident
    number: "ISS-{seq:5}"
    priority: level
    fields:
      level: { choice: level, required: true }
      crew: { team: true }
      seen: { instant: true }
      count: { integer: true }
      late: { boolean: true }
      note: { text: long }
    states:
      open: { open: true, start: true }
      done: { end: true }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: open, by: [caller, agent], form: [title, level] }
      finish: { from: open, to: done, by: holder }
)";

const ProcessPtr& small_process() {
    static const ProcessPtr process = [] {
        const auto loaded = load_process("small", {{"process.yaml", std::string(process_text)}});
        REEVE_CHECK(loaded.has_value());
        return loaded->process;
    }();
    return process;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Process& process = *small_process();
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto loaded = load_import(process, {"imports/some.yaml", text});
    if (!loaded) {
        REEVE_CHECK(!loaded.error().empty() && loaded.error().size() <= problems_max);
        for (const reeve::Problem& problem : loaded.error()) REEVE_CHECK(!problem.what.empty());
        return 0;
    }
    const RecordType& type = process.types.at(loaded->type);
    REEVE_CHECK(!loaded->key.empty() && !loaded->at.empty() && !loaded->dates.empty());
    for (const ImportedState& state : loaded->state.targets) REEVE_CHECK(state.state < type.states.size());
    for (const FieldFrom& from : loaded->fields) {
        REEVE_CHECK(from.field < type.fields.size() && !type.fields[from.field].is);
        for (const Index state : from.in) REEVE_CHECK(state < type.states.size());
    }
    for (const auto& form : loaded->dates) (void)form.read(text.substr(0, 40), loaded->zone);
    return 0;
}
