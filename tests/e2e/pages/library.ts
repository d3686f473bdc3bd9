// The place Library as a person uses it: by roles and English names.
import { type Locator, type Page } from "@playwright/test";

export class Library {
  constructor(readonly page: Page) {}

  /** The form "Add to the library", filled and saved; ends on the new resource. */
  async add(fields: { link?: string; title?: string; format?: string; minutes?: string; language?: string; tags?: string }): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: "Add to the library" }).waitFor();
    if (fields.link !== undefined) await this.page.getByLabel("Link", { exact: true }).fill(fields.link);
    if (fields.title !== undefined) await this.page.getByLabel("Title", { exact: true }).fill(fields.title);
    if (fields.format) await this.page.getByLabel("Format", { exact: true }).selectOption(fields.format);
    if (fields.minutes) await this.page.getByLabel("Minutes it takes").fill(fields.minutes);
    if (fields.language) await this.page.getByLabel("Language", { exact: true }).selectOption(fields.language);
    if (fields.tags) {
      await this.page.getByText("More about it").click();
      await this.page.getByLabel("Tags", { exact: true }).fill(fields.tags);
    }
    await this.page.getByRole("button", { name: "Save", exact: true }).click();
  }

  search(): Locator {
    return this.page.getByRole("searchbox", { name: "Search the library" });
  }

  chip(name: string): Locator {
    return this.page.getByRole("group", { name: "Filter" }).getByRole("button", { name, exact: true });
  }

  resource(name: string): Locator {
    return this.page.getByRole("link", { name, exact: true });
  }
}
