#include "cli/process_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "base/uri.hpp"
#include "client/http_client.hpp"
#include "desk/concerned.hpp"
#include "process/diff.hpp"

namespace reeve::cli {
namespace {

using desk::Concerned;
using Differences = std::vector<process::Difference>;

// A stopped desk: all its records.
Concerned concerned_in(const Surroundings& around, const std::string& data, const process::Process& before,
                       const Differences& differences) {
    const auto folder = around.open_folder(data, false);
    const auto reader = folder->store().reader();
    store::Sight everything;
    everything.everything = true;
    return desk::concerned(*reader, everything, before.id, before.version, differences);
}

// Records as rows of the API's list, from a running desk: those that whoever asks may know.
class Remote {
public:
    explicit Remote(const SignIn& desk) : token_(token_of(desk)), client_(desk.url) {}

    Concerned concerned(const process::Process& before, const Differences& differences) {
        Concerned told;
        told.each.resize(differences.size());
        std::string cursor;
        do {
            const Json page = list(before.id, cursor);
            for (const Json& row : page.find("items")->array()) {
                const Json* version = row.find("process_version");
                if (version && version->is_integer() && version->integer() == before.version)
                    desk::count(told, seen(row), differences);
            }
            cursor = std::string(page.string_or_empty("next"));
        } while (!cursor.empty());
        return told;
    }

private:
    std::string token_;
    client::HttpClient client_;

    Json list(const std::string& process, const std::string& cursor) {
        std::string target = fmt::format("/api/v1/records?process={}&open=true&sort=number&limit=200",
                                         percent_encoded(process));
        if (!cursor.empty()) target += "&cursor=" + percent_encoded(cursor);
        client::HttpAnswer answer = client_.ask("GET", target, token_);
        const Json* items = answer.body.is_object() ? answer.body.find("items") : nullptr;
        if (answer.status != 200 || items == nullptr || !items->is_array())
            throw std::runtime_error(
                fmt::format("the desk answered {} when asked for its records", answer.status));
        return std::move(answer.body);
    }

    static desk::SeenRecord seen(const Json& row) {
        desk::SeenRecord record;
        record.number = row.string_or_empty("number");
        record.type = row.string_or_empty("type");
        record.state = row.string_or_empty("state");
        if (const Json* clocks = row.find("clocks"); clocks && clocks->is_array())
            for (const Json& clock : clocks->array())
                record.clocks.emplace_back(clock.string_or_empty("name"));
        return record;
    }
};

void show(const process::Difference& one, const Concerned::Records* records) {
    const char mark = one.kind == process::Difference::Kind::added     ? '+'
                      : one.kind == process::Difference::Kind::removed ? '-'
                                                                       : '~';
    fmt::print("{} {}\n", mark, one.sentence);
    if (records == nullptr || records->count == 0) return;
    const auto more = records->count - static_cast<std::int64_t>(records->numbers.size());
    fmt::print("    {} open: {}{}\n", records->count, join(records->numbers, ", "),
               more > 0 ? fmt::format(" and {} more", more) : "");
}

}  // namespace

process::ProcessPtr load_folder(const std::string& folder) {
    auto source = read_process(folder);
    if (!source) return nullptr;
    std::erase_if(source->files, [](const process::SourceFile& file) { return file.path == "demo.yaml"; });
    auto loaded = process::load_process(source->id, source->files);
    if (loaded) return loaded->process;
    for (const Problem& problem : loaded.error()) fmt::print(stderr, "{}/{}\n", folder, text(problem));
    return nullptr;
}

int show_differences(const Surroundings& around, const DiffFlags& flags) {
    const process::ProcessPtr was = load_folder(flags.before);
    const process::ProcessPtr is = load_folder(flags.after);
    if (!was || !is) return 2;
    const Differences found = process::differences(*was, *is, "en");
    const bool asked = !flags.data.empty() || !flags.desk.url.empty();
    Concerned concerned;
    if (!flags.data.empty())
        concerned = concerned_in(around, flags.data, *was, found);
    else if (asked)
        concerned = Remote(flags.desk).concerned(*was, found);
    for (std::size_t i = 0; i < found.size(); ++i) show(found[i], asked ? &concerned.each[i] : nullptr);
    if (found.empty()) fmt::print("They say the same.\n");
    if (asked)
        fmt::print("{}{} open records are on version {}.\n", concerned.partial ? "At least " : "",
                   concerned.looked_at, was->version);
    return found.empty() ? 0 : 1;
}

}  // namespace reeve::cli
