// Any file is a process or a list of mistakes; what loads can be described, and its tables answer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "process/demo.hpp"
#include "process/describe.hpp"
#include "process/load.hpp"

namespace {

bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// From..to of the word that begins at or after the place; empty at the end.
std::pair<std::size_t, std::size_t> word_at(const std::string& text, std::size_t place) {
    std::size_t from = place;
    while (from > 0 && from < text.size() && in_word(text[from - 1])) --from;
    while (from < text.size() && !in_word(text[from])) ++from;
    std::size_t to = from;
    while (to < text.size() && in_word(text[to])) ++to;
    return {from, to};
}

std::pair<std::size_t, std::size_t> line_at(const std::string& text, std::size_t place) {
    const std::size_t before = place == 0 ? std::string::npos : text.rfind('\n', place - 1);
    const std::size_t from = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = text.find('\n', place);
    return {from, end == std::string::npos ? text.size() : end + 1};
}

}  // namespace

// Changes words and lines rather than bytes: what is still YAML gets further.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t size_max,
                                               unsigned seed) {
    std::string text(reinterpret_cast<char*>(data), size);
    std::minstd_rand random(seed);
    for (unsigned changes = 1 + random() % 3; changes > 0 && !text.empty(); --changes) {
        const std::size_t here = random() % text.size();
        const std::size_t there = random() % text.size();
        const auto [from, to] = random() % 2 == 0 ? word_at(text, here) : line_at(text, here);
        const auto [other_from, other_to] =
            in_word(text[from % text.size()]) ? word_at(text, there) : line_at(text, there);
        const std::string other = text.substr(other_from, other_to - other_from);
        switch (random() % 4) {
            case 0: text.erase(from, to - from); break;
            case 1: text.insert(from, other); break;
            case 2: text.replace(from, to - from, other); break;
            default: text[here] = " :-[]{}'\",#\n09x"[random() % 16];
        }
    }
    text.resize(std::min(text.size(), size_max));
    std::copy(text.begin(), text.end(), data);
    return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace reeve;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto loaded = process::load_process("draft", {{"process.yaml", text}});
    const process::Process* model = loaded ? loaded->process.get() : nullptr;
    if (!loaded) {
        REEVE_CHECK(!loaded.error().empty() && loaded.error().size() <= process::problems_max + 1);
        for (const Problem& problem : loaded.error()) REEVE_CHECK(!problem.what.empty() && !problem.warning);
    } else {
        REEVE_CHECK(parse_json(write_json(process::describe(*model, "en"))));
        REEVE_CHECK(!process::check_report(*model).empty());
        for (const process::RecordType& type : model->types) {
            REEVE_CHECK(type.start < type.states.size());
            REEVE_CHECK(std::count_if(type.acts.begin(), type.acts.end(),
                                      [](const auto& act) { return act.creates_record; }) == 1);
        }
    }
    const auto demo = process::load_demo({"demo.yaml", text}, model);
    REEVE_CHECK(demo || !demo.error().empty());
    return 0;
}
