#include "process/yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_set>

#include "base/integer.hpp"
#include "base/text.hpp"

namespace reeve::process {
namespace {

// Ends the parse from within an event: yaml-cpp knows no other way to stop.
struct Stop {
    Problem problem;
};

// Turns yaml-cpp's places, which count bytes, into lines and columns of characters. Places come in the order
// of the file, so each line is gone through once.
class Places {
public:
    explicit Places(std::string_view text) : text_(text) {}

    void move_to(const YAML::Mark& mark) {
        if (mark.line < 0 || mark.column < 0) return;  // an absent value has no place of its own
        while (line_ < mark.line) {
            const std::size_t end = text_.find('\n', line_start_);
            if (end == std::string_view::npos) break;
            line_start_ = end + 1;
            ++line_;
            at_ = line_start_;
            column_ = 0;
        }
        const std::size_t wanted = line_start_ + static_cast<std::size_t>(mark.column);
        if (wanted < at_) {
            at_ = line_start_;
            column_ = 0;
        }
        for (; at_ < wanted && at_ < text_.size(); ++at_)
            if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) ++column_;
    }

    [[nodiscard]] int line() const { return line_ + 1; }
    [[nodiscard]] int column() const { return column_ + 1; }
    [[nodiscard]] char character() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    // Whether a scalar in quotes at this place has its closing quote: yaml-cpp takes the end of the file for
    // one.
    [[nodiscard]] bool quote_ends() const {
        const char quote = at_ < text_.size() ? text_[at_] : ' ';
        if (quote != '"' && quote != '\'') return true;
        for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
            if (quote == '"' && text_[i] == '\\')
                ++i;
            else if (text_[i] != quote)
                continue;
            else if (quote == '\'' && i + 1 < text_.size() && text_[i + 1] == quote)
                ++i;
            else
                return true;
        }
        return false;
    }

    // Where the text of the scalar at this place begins.
    void say_text(YamlNode& scalar) const {
        scalar.text_line = line();
        scalar.text_column = column();
        const char first = at_ < text_.size() ? text_[at_] : ' ';
        if (!scalar.quoted) return;
        if (first == '"' || first == '\'') ++scalar.text_column;
        if (first != '|' && first != '>') return;
        std::size_t from = at_;
        while ((from = text_.find('\n', from)) != std::string_view::npos) {
            ++scalar.text_line;
            const std::size_t word = text_.find_first_not_of(' ', ++from);
            if (word == std::string_view::npos || text_[word] == '\n' || text_[word] == '\r') continue;
            scalar.text_indent = static_cast<int>(word - from);
            scalar.text_column = scalar.text_indent + 1;
            return;
        }
    }

private:
    std::string_view text_;
    std::size_t line_start_ = 0;
    std::size_t at_ = 0;
    int line_ = 0;
    int column_ = 0;
};

// Builds the tree from the events. A list or map stays open on the stack until it ends.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(std::string_view file, std::string_view text, YamlLimits limits,
                std::vector<Problem>& problems)
        : file_(file), limits_(limits), problems_(problems), places_(text) {}

    [[nodiscard]] bool began() const { return documents_ > 0; }
    [[nodiscard]] YamlNode take_root() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        places_.move_to(mark);
        if (++documents_ > 1)
            stop("a second document in one file is not supported", "one document, no '---'");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
        places_.move_to(mark);
        if (awaits_key()) stop("a key is empty", "a name before the colon");
        add(node(YamlNode::Kind::null));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        places_.move_to(mark);
        stop("aliases ('*name') are not supported", "the value written out");
    }

    void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
        places_.move_to(mark);
        stop("anchors ('&" + name + "') are not supported", "the value written out where it is needed");
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  const std::string& value) override {
        places_.move_to(mark);
        refuse_tag(tag);
        if (tag == "!" && !places_.quote_ends()) stop("a text in quotes never ends", "the closing quote");
        if (awaits_key()) return key(value);
        YamlNode scalar = node(YamlNode::Kind::scalar);
        scalar.text = value;
        scalar.quoted = tag == "!";
        places_.say_text(scalar);
        add(std::move(scalar));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        places_.move_to(mark);
        open(tag, YamlNode::Kind::list);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        places_.move_to(mark);
        open(tag, YamlNode::Kind::map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode node;
        std::unordered_set<std::string> names;  // of a map: so that a repeated one is seen at once
        bool key_given = false;                 // of a map: the next node is this key's value
        bool repeated = false;                  // the value that comes belongs to a repeated key
    };

    [[noreturn]] void stop(std::string what, std::string expected) const {
        throw Stop{
            {file_, places_.line(), places_.column(), std::move(what), std::move(expected), "", false}};
    }

    void refuse_tag(const std::string& tag) const {
        if (!tag.empty() && tag != "?" && tag != "!")
            stop("tags ('" + tag + "') are not supported", "a plain value");
    }

    [[nodiscard]] bool awaits_key() const {
        return !open_.empty() && open_.back().node.is_map() && !open_.back().key_given;
    }

    void count() {
        if (++nodes_ > limits_.nodes)
            stop(fmt::format("the file has more than {} values", limits_.nodes), "a smaller file");
    }

    YamlNode node(YamlNode::Kind kind) {
        count();
        YamlNode made;
        made.kind = kind;
        made.line = places_.line();
        made.column = places_.column();
        return made;
    }

    void key(const std::string& name) {
        count();
        Open& map = open_.back();
        map.key_given = true;
        map.repeated = !map.names.insert(name).second;
        if (map.repeated) {
            const auto& keys = map.node.keys;
            const auto first =
                std::find_if(keys.begin(), keys.end(), [&](const YamlKey& k) { return k.name == name; });
            problems_.push_back(
                {file_, places_.line(), places_.column(),
                 fmt::format("'{}' is given twice; the first is in line {}", name, first->line), "one", "",
                 false});
        } else {
            map.node.keys.push_back({name, places_.line(), places_.column()});
        }
    }

    void add(YamlNode value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return;
        }
        Open& parent = open_.back();
        parent.key_given = false;
        if (!parent.repeated) parent.node.items.push_back(std::move(value));
        parent.repeated = false;
    }

    void open(const std::string& tag, YamlNode::Kind kind) {
        refuse_tag(tag);
        if (awaits_key()) stop("a key is a list or a map", "a name before the colon");
        if (open_.size() >= limits_.depth)
            stop(fmt::format("lists and maps are nested more than {} deep", limits_.depth), "a flatter file");
        open_.push_back({node(kind), {}, false, false});
    }

    void close() {
        YamlNode done = std::move(open_.back().node);
        open_.pop_back();
        add(std::move(done));
    }

    std::string file_;
    YamlLimits limits_;
    std::vector<Problem>& problems_;
    YamlNode root_;
    std::vector<Open> open_;
    std::size_t nodes_ = 0;
    int documents_ = 0;
    Places places_;
};

// Where a text that is not UTF-8 ceases to be so.
Problem not_utf8(std::string_view file, std::string_view text) {
    int line = 1;
    int column = 1;
    while (!text.empty()) {
        std::size_t size = 1;
        while (size <= 4 && !valid_utf8(text.substr(0, size))) ++size;
        if (size > 4) break;
        column = text.front() == '\n' ? 1 : column + 1;
        line += text.front() == '\n' ? 1 : 0;
        text.remove_prefix(std::min(size, text.size()));
    }
    return {std::string(file),         line, column, "what stands here is not UTF-8",
            "the file saved as UTF-8", "",   false};
}

// Control characters have no business in a file that people read, and YAML's own readers differ about them.
std::optional<Problem> refused_characters(std::string_view file, std::string_view text) {
    if (!valid_utf8(text)) return not_utf8(file, text);
    int line = 1;
    int column = 1;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F)
            return Problem{std::string(file),
                           line,
                           column,
                           fmt::format("control character {}", byte),
                           "text",
                           "",
                           false};
        if (c == '\n') {
            ++line;
            column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            ++column;
        }
    }
    return std::nullopt;
}

// What yaml-cpp finds wrong, in the words of whoever wrote the file.
Problem wrong_yaml(std::string_view file, const Places& places, const std::string& message) {
    struct Sentence {
        std::string_view begins;
        std::string_view what;
        std::string_view expected;
    };
    namespace msg = YAML::ErrorMsg;
    static const std::array<Sentence, 10> sentences{{
        {msg::MAP_VALUE, "a colon stands where none can",
         "a text with a colon in quotes, and a key in a line of its own, indented as its neighbours are"},
        {msg::MAP_KEY, "a key stands where none can", "a line of its own, indented as its neighbours are"},
        {msg::BLOCK_ENTRY, "a '-' stands where no list can begin",
         "each '-' in a line of its own, indented with spaces"},
        {msg::END_OF_MAP, "this fits no map that is open here", "the indentation of its neighbours"},
        {msg::END_OF_SEQ, "this fits no list that is open here", "'-', or the indentation of what is around"},
        {msg::END_OF_MAP_FLOW, "a '{' is never closed", "'}'"},
        {msg::END_OF_SEQ_FLOW, "a '[' is never closed", "']'"},
        {msg::FLOW_END, "a bracket closes what was not opened", "as many opening as closing brackets"},
        {msg::UNKNOWN_TOKEN, "this character begins nothing in YAML", "the text in quotes"},
        {msg::UNKNOWN_ANCHOR, "aliases ('*name') are not supported", "the value written out"},
    }};
    const auto* const found = std::find_if(sentences.begin(), sentences.end(),
                                           [&](const Sentence& s) { return message.starts_with(s.begins); });
    const bool known = found != sentences.end();
    // yaml-cpp knows only YAML 1.1 here, in which a question mark ends a word in brackets.
    const bool inside =
        known && (found->begins == msg::UNKNOWN_TOKEN || found->begins == msg::END_OF_MAP_FLOW ||
                  found->begins == msg::END_OF_SEQ_FLOW);
    if (inside && places.character() == '?')
        return {std::string(file),
                places.line(),
                places.column(),
                "a question mark stands in a text within brackets",
                "the text in quotes",
                "",
                false};
    return {std::string(file),
            places.line(),
            places.column(),
            known ? std::string(found->what) : "this is not YAML: " + message,
            known ? std::string(found->expected) : "YAML; a text with signs in it stands in quotes",
            "",
            false};
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i].name == key) return &items[i];
    return nullptr;
}

std::string_view YamlNode::shape() const {
    switch (kind) {
        case Kind::null: return "nothing";
        case Kind::scalar: return "a text";
        case Kind::list: return "a list";
        case Kind::map: break;
    }
    return "a map";
}

std::optional<YamlNode> read_yaml(std::string_view file, std::string_view text,
                                  std::vector<Problem>& problems, YamlLimits limits) {
    const std::string path(file);
    if (text.size() > limits.bytes) {
        problems.push_back({path, 1, 1, fmt::format("the file has more than {} bytes", limits.bytes),
                            "a smaller file", "", false});
        return std::nullopt;
    }
    if (auto refused = refused_characters(file, text)) {
        problems.push_back(std::move(*refused));
        return std::nullopt;
    }
    TreeBuilder builder(file, text, limits, problems);
    try {
        std::istringstream in{std::string(text)};
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop& stop) {
        problems.push_back(stop.problem);
        return std::nullopt;
    } catch (const YAML::Exception& wrong) {
        Places places(text);
        places.move_to(wrong.mark);
        problems.push_back(wrong_yaml(file, places, wrong.msg));
        return std::nullopt;
    }
    if (!builder.began()) {
        problems.push_back({path, 1, 1, "the file is empty", "a map", "", false});
        return std::nullopt;
    }
    return builder.take_root();
}

std::optional<bool> yaml_boolean(const YamlNode& node) {
    if (!node.is_scalar() || node.quoted) return std::nullopt;
    if (node.text == "true") return true;
    if (node.text == "false") return false;
    return std::nullopt;
}

std::optional<std::int64_t> yaml_integer(const YamlNode& node) {
    if (!node.is_scalar() || node.quoted) return std::nullopt;
    return parse_integer<std::int64_t>(node.text);
}

}  // namespace reeve::process
