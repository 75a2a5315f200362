// A key is words with a point between them: names of a process have none, nor have ids or months.

#include "store/flow_figure.hpp"

#include <algorithm>

#include "base/integer.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "store/custody_figure.hpp"
#include "store/figure_key_internal.hpp"
#include "store/flow_tally.hpp"
#include "store/month.hpp"

namespace reeve::store {
namespace {

constexpr std::array<std::string_view, clock_outcomes> outcome_words{"breached", "met_late", "running", "met",
                                                                     "cancelled"};
constexpr std::size_t path_digits = 32;

std::string key(std::initializer_list<std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) {
        text.append(text.empty() ? "" : ".").append(word);
    }
    return text;
}

// Paths may be long: they are told by a digest.
std::string digest_of(std::string_view path) {
    return hex(sha256(path)).substr(0, path_digits);
}

bool goes(std::string_view path, std::string_view from, std::string_view to) {
    bool found = false;
    std::string_view before;
    each_state(path, [&](std::string_view state) {
        found = found || (before == from && state == to && !before.empty());
        before = state;
    });
    return found;
}

std::optional<FlowTest> read_whole(KeyParts parts) {
    if (parts.size() != 1) {
        return std::nullopt;
    }
    if (parts[0] == "all") {
        return [](const FlowView&) { return true; };
    }
    if (parts[0] == "open") {
        return [](const FlowView& row) { return row.open; };
    }
    if (parts[0] == "resolved") {
        return [](const FlowView& row) { return row.resolved.has_value(); };
    }
    return std::nullopt;
}

std::optional<FlowTest> read_month_key(KeyParts parts) {
    const std::optional<Month> month = parts.size() > 1 ? read_month(parts[1]) : std::nullopt;
    if (!month || parts.size() > 4) {
        return std::nullopt;
    }
    const auto in = [month = *month](const FlowView& row) { return month.has(row.created); };
    if (parts.size() == 2) {
        return in;
    }
    if (parts.size() == 4) {
        if (parts[2] != "state") {
            return std::nullopt;
        }
        return [in, state = std::string(parts[3])](const FlowView& row) {
            return in(row) && row.state == state;
        };
    }
    if (parts[2] == "resolved") {
        return [in](const FlowView& row) { return in(row) && row.resolved; };
    }
    if (parts[2] == "within" || parts[2] == "outside") {
        return [in, out = parts[2] == "outside"](const FlowView& row) {
            return in(row) && row.resolved && ran_out(row.clocks) == out;
        };
    }
    return std::nullopt;
}

std::optional<FlowTest> read_priority(KeyParts parts) {
    const auto rank = parts.size() == 3 ? parse_integer<std::int64_t>(parts[1]) : std::nullopt;
    if (!rank) {
        return std::nullopt;
    }
    return [rank = *rank, value = std::string(parts[2])](const FlowView& row) {
        return row.resolved && row.rank == rank && row.priority == value;
    };
}

std::optional<FlowTest> read_held(KeyParts parts) {
    const auto custody = bytes_in(parts);
    if (!custody) {
        return std::nullopt;
    }
    return [custody = *custody](const FlowView& row) {
        for (FlowLegs legs(row.legs); legs.next();) {
            if (legs.custody == custody) {
                return true;
            }
        }
        return false;
    };
}

std::optional<FlowTest> read_times(KeyParts parts, std::int64_t (*times)(const FlowView&)) {
    if (parts.size() == 1) {
        return [times](const FlowView& row) { return times(row) > 0; };
    }
    const auto wanted = parts.size() == 2 ? parse_integer<std::int64_t>(parts[1]) : std::nullopt;
    if (!wanted) {
        return std::nullopt;
    }
    return [times, wanted = *wanted](const FlowView& row) { return times(row) == wanted; };
}

std::optional<FlowTest> read_path(KeyParts parts) {
    if (parts[0] == "step" && parts.size() == 3) {
        return [from = std::string(parts[1]), to = std::string(parts[2])](const FlowView& row) {
            return goes(row.path, from, to);
        };
    }
    if (parts[0] == "start" && parts.size() == 2) {
        return [state = std::string(parts[1])](const FlowView& row) {
            return row.path.substr(0, row.path.find(' ')) == state;
        };
    }
    if (parts[0] == "variant" && parts.size() == 2) {
        // Records that went the same way need one digest among them.
        return [digest = std::string(parts[1]), known = ByBytes<bool>()](const FlowView& row) mutable {
            const auto found = known.find(row.path);
            return found != known.end()
                       ? found->second
                       : known.emplace(std::string(row.path), digest_of(row.path) == digest).first->second;
        };
    }
    return std::nullopt;
}

std::optional<FlowTest> read_target(KeyParts parts) {
    if (parts.size() < 2 || parts.size() > 3) {
        return std::nullopt;
    }
    const auto outcome = parts.size() == 3 ? std::ranges::find(outcome_words, parts[2]) : nullptr;
    if (outcome == outcome_words.end()) {
        return std::nullopt;
    }
    const auto wanted =
        outcome ? std::optional(static_cast<ClockOutcome>(outcome - outcome_words.begin())) : std::nullopt;
    return [clock = std::string(parts[1]), wanted](const FlowView& row) {
        for (FlowClocks clocks(row.clocks); clocks.next();) {
            if (clocks.name == clock) {
                return !wanted || clocks.outcome == *wanted;
            }
        }
        return false;
    };
}

}  // namespace

std::string_view word(ClockOutcome outcome) {
    return outcome_words[static_cast<std::size_t>(outcome)];
}

std::optional<FlowTest> read_figure(std::string_view text) {
    const std::vector<std::string_view> parts = split(text, '.');
    if (parts.empty()) {
        return std::nullopt;
    }
    const std::string_view of = parts[0];
    if (of == "month") {
        return read_month_key(parts);
    }
    if (of == "priority") {
        return read_priority(parts);
    }
    if (of == "held") {
        return read_held(parts);
    }
    if (of == "reassigned") {
        return read_times(parts, [](const FlowView& row) { return reassigned(row.legs); });
    }
    if (of == "reopened") {
        return read_times(parts, [](const FlowView& row) { return row.reopened; });
    }
    if (of == "target") {
        return read_target(parts);
    }
    if (of == "kept" || of == "returned" || of == "reason") {
        return read_custody_figure(parts);
    }
    const std::optional<FlowTest> whole = read_whole(parts);
    return whole ? whole : read_path(parts);
}

namespace figure {

std::string all() {
    return "all";
}
std::string open() {
    return "open";
}
std::string resolved() {
    return "resolved";
}
std::string of_priority(const FlowPriority& priority) {
    return key({"priority", std::to_string(priority.rank), priority.value});
}
std::string month(const FlowMonth& month) {
    return key({"month", month.month});
}
std::string month_in_state(const FlowMonth& month, std::string_view state) {
    return key({"month", month.month, "state", state});
}
std::string month_resolved(const FlowMonth& month) {
    return key({"month", month.month, "resolved"});
}
std::string month_within(const FlowMonth& month) {
    return key({"month", month.month, "within"});
}
std::string month_outside(const FlowMonth& month) {
    return key({"month", month.month, "outside"});
}
std::string held_by(const records::Holder& custody) {
    return key({"held", hex(pack_custody(custody))});
}
std::string reassigned() {
    return "reassigned";
}
std::string reassigned(std::int64_t times) {
    return key({"reassigned", std::to_string(times)});
}
std::string reopened() {
    return "reopened";
}
std::string reopened(std::int64_t times) {
    return key({"reopened", std::to_string(times)});
}
std::string step(const FlowStep& step) {
    return key({"step", step.from, step.to});
}
std::string start(std::string_view state) {
    return key({"start", state});
}
std::string variant(std::string_view path) {
    return key({"variant", digest_of(path)});
}
std::string target(std::string_view clock) {
    return key({"target", clock});
}
std::string target(std::string_view clock, ClockOutcome outcome) {
    return key({"target", clock, word(outcome)});
}

}  // namespace figure

std::vector<std::pair<std::string, std::int64_t>> figures_of(const Flow& flow) {
    std::vector<std::pair<std::string, std::int64_t>> list{{figure::all(), flow.records},
                                                           {figure::open(), flow.open},
                                                           {figure::resolved(), flow.to_resolve.records},
                                                           {figure::reassigned(), flow.reassigned.records},
                                                           {figure::reopened(), flow.reopened.records}};
    for (const FlowMonth& month : flow.months) {
        list.emplace_back(figure::month(month), month.records);
        list.emplace_back(figure::month_resolved(month), month.resolved.records);
        list.emplace_back(figure::month_within(month), month.within);
        list.emplace_back(figure::month_outside(month), month.outside);
        for (const auto& [state, records] : month.states) {
            list.emplace_back(figure::month_in_state(month, state), records);
        }
    }
    for (const FlowPriority& priority : flow.priorities) {
        list.emplace_back(figure::of_priority(priority), priority.resolved.records);
    }
    for (const FlowHolder& holder : flow.holders) {
        list.emplace_back(figure::held_by(holder.holder), holder.records);
    }
    for (const FlowTimes& count : flow.reassigned.counts) {
        list.emplace_back(figure::reassigned(count.times), count.records);
    }
    for (const FlowTimes& count : flow.reopened.counts) {
        list.emplace_back(figure::reopened(count.times), count.records);
    }
    for (const FlowStep& step : flow.steps) {
        list.emplace_back(figure::step(step), step.records);
    }
    for (const FlowVariant& variant : flow.variants) {
        list.emplace_back(figure::variant(variant.path), variant.records);
    }
    for (const FlowTarget& target : flow.targets) {
        std::int64_t all = 0;
        for (std::size_t i = 0; i < clock_outcomes; ++i) {
            list.emplace_back(figure::target(target.clock, static_cast<ClockOutcome>(i)), target.records[i]);
            all += target.records[i];
        }
        list.emplace_back(figure::target(target.clock), all);
    }
    return list;
}

std::vector<std::pair<std::string, std::int64_t>> figures_of(const Moves& moves) {
    std::vector<std::pair<std::string, std::int64_t>> list{{figure::all(), moves.records}};
    for (const Move& move : moves.moves) {
        list.emplace_back(figure::step(move.step), move.step.records);
    }
    for (const auto& [state, records] : moves.starts) {
        list.emplace_back(figure::start(state), records);
    }
    return list;
}

}  // namespace reeve::store
